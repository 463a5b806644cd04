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
    raise NotImplementedError("scaled_dot_product_attention")


def attention_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients of attention with respect to queries, keys and values.

    Args:
        dout: Upstream gradient of ``out``, (..., S, Dv). Not modified.
        cache: What ``scaled_dot_product_attention`` returned.

    Returns:
        ``(dq, dk, dv)`` with the shapes of q, k and v. Masked pairs pass no gradient.
    """
    raise NotImplementedError("attention_backward")


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
    raise NotImplementedError("attention_cost")
