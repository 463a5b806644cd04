"""Affine and ReLU layers as forward/backward pairs (interface of the CS231n assignments).

A forward function returns ``(out, cache)``; its backward function takes the gradient of the loss with
respect to ``out`` and that cache. What a cache holds is your own choice: nobody but your backward
function reads it. Arguments are never modified.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Cache = Any


def affine_forward(x: Array, w: Array, b: Array) -> tuple[Array, Cache]:
    """Affine (fully connected) layer: every sample is flattened to a row of D numbers, then ``out = x w + b``.

    Args:
        x: Inputs, shape (N, d_1, ..., d_k) with D = d_1 * ... * d_k. float64 or float32.
        w: Weights, shape (D, M).
        b: Biases, shape (M,).

    Returns:
        ``(out, cache)``: out of shape (N, M), and whatever the backward pass needs.

    Source: Goodfellow et al., Deep Learning, section 6.5.4 and algorithm 6.3, written for rows instead of columns.
    """
    # <solution>
    rows = x.reshape(x.shape[0], w.shape[0])
    return rows @ w + b, (x, w)
    # </solution>


def affine_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients of the affine layer.

    ``dx = dout w^T`` in the shape of x, ``dw = x^T dout``, ``db`` = sum of ``dout`` over the samples.
    There is no 1/N here: averaging over the batch is the business of the loss.

    Args:
        dout: Gradient of the loss with respect to out, shape (N, M).
        cache: What ``affine_forward`` returned.

    Returns:
        ``(dx, dw, db)`` of shapes (N, d_1, ..., d_k), (D, M) and (M,).

    Source: Goodfellow et al., Deep Learning, algorithm 6.4.
    """
    # <solution>
    x, w = cache
    rows = x.reshape(x.shape[0], w.shape[0])
    dx = (dout @ w.T).reshape(x.shape)
    return dx, rows.T @ dout, dout.sum(axis=0)
    # </solution>


def relu_forward(x: Array) -> tuple[Array, Cache]:
    """Rectified linear unit: ``out = max(0, x)``, element by element.

    Args:
        x: Inputs of any shape.

    Returns:
        ``(out, cache)``: out of the shape of x, and whatever the backward pass needs.
    """
    # <solution>
    return np.maximum(x, 0), x
    # </solution>


def relu_backward(dout: Array, cache: Cache) -> Array:
    """Gradient of the ReLU: ``dout`` where the *input* was positive, 0 elsewhere (also at exactly 0).

    Args:
        dout: Gradient of the loss with respect to out, any shape.
        cache: What ``relu_forward`` returned.

    Returns:
        dx, of the shape of x.
    """
    # <solution>
    return np.where(cache > 0, dout, 0)
    # </solution>


def affine_relu_forward(x: Array, w: Array, b: Array) -> tuple[Array, Cache]:
    """An affine layer followed by a ReLU.

    Args:
        x: Inputs, shape (N, d_1, ..., d_k).
        w: Weights, shape (D, M).
        b: Biases, shape (M,).

    Returns:
        ``(out, cache)``: out of shape (N, M), and what both backward passes need.
    """
    # <solution>
    a, affine_cache = affine_forward(x, w, b)
    out, relu_cache = relu_forward(a)
    return out, (affine_cache, relu_cache)
    # </solution>


def affine_relu_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients of the affine-ReLU pair, by the chain rule: last layer first.

    Args:
        dout: Gradient of the loss with respect to out, shape (N, M).
        cache: What ``affine_relu_forward`` returned.

    Returns:
        ``(dx, dw, db)`` of shapes (N, d_1, ..., d_k), (D, M) and (M,).
    """
    # <solution>
    affine_cache, relu_cache = cache
    return affine_backward(relu_backward(dout, relu_cache), affine_cache)
    # </solution>
