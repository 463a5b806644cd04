"""Scaled dot-product attention in numpy: forward, backward and cost.

A query is compared with every key; a softmax turns the scores of one query into weights, and the
answer is the weighted mean of the values. Leading axes (batch, heads) are independent of each other.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Cache = Any


def scaled_dot_product_attention(q: Array, k: Array, v: Array, mask: Array | None = None) -> tuple[Array, Array, Cache]:
    """``weights = softmax(q k^T / sqrt(D))`` over the keys, ``out = weights v`` (Vaswani et al. 2017, eq. 1).

    Args:
        q: Queries (..., S, D), floating point. Not modified.
        k: Keys (..., T, D), the same leading axes.
        v: Values (..., T, Dv), the same leading axes.
        mask: Booleans that broadcast to (..., S, T); True means that the query may attend to the key.

    Returns:
        ``(out, weights, cache)``: out (..., S, Dv), weights (..., S, T), both with the dtype of q, and whatever the
        backward pass needs. Weights of masked keys are exactly 0. A query that may attend to no key at all
        gets weights and an output of zeros. Scores of 1e4 in size give finite and right answers.
    """
    # <solution>
    scale = 1 / math.sqrt(q.shape[-1])
    scores = q @ np.swapaxes(k, -1, -2) * scale
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    powers = np.exp(scores - np.where(np.isfinite(top), top, 0))  # -inf minus -inf would be NaN
    total = powers.sum(axis=-1, keepdims=True)
    weights = powers / np.where(total > 0, total, 1)
    return weights @ v, weights, (q, k, v, weights, scale)
    # </solution>


def attention_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients of attention with respect to queries, keys and values.

    Args:
        dout: Upstream gradient of ``out``, (..., S, Dv). Not modified.
        cache: What ``scaled_dot_product_attention`` returned.

    Returns:
        ``(dq, dk, dv)`` with the shapes of q, k and v. Masked pairs pass no gradient.
    """
    # <solution>
    q, k, v, weights, scale = cache
    dweights = dout @ np.swapaxes(v, -1, -2)
    mean = (weights * dweights).sum(axis=-1, keepdims=True)
    dscores = weights * (dweights - mean) * scale
    return dscores @ k, np.swapaxes(dscores, -1, -2) @ q, np.swapaxes(weights, -1, -2) @ dout
    # </solution>


def attention_cost(S: int, T: int, D: int) -> dict[str, int]:
    """What one head costs for S queries and T keys, with values of the same size D as the keys.

    Args:
        S: Number of queries.
        T: Number of keys.
        D: Size of a query, a key and a value.

    Returns:
        A dict of two ints. ``"scores"``: how many entries the matrix of weights has. ``"macs"``: how many
        multiply-accumulate operations the two matrix products take, ``q k^T`` and ``weights v``. The scaling and
        the softmax do not count.
    """
    # <solution>
    return {"scores": S * T, "macs": 2 * S * T * D}
    # </solution>
