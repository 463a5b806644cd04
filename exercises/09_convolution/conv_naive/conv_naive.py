"""A convolution layer with plain loops, forward and backward (the interface of the CS231n course).

Shapes: N images, C channels, H x W pixels; F filters of HH x WW pixels; the output has H' x W' positions.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Cache = tuple[Array, Array, Array, dict[str, int]]


def conv_forward_naive(x: Array, w: Array, b: Array, conv_param: dict[str, int]) -> tuple[Array, Cache]:
    """Lay every filter over every image, without flipping it (cross-correlation).

    With ``xp`` = x with ``pad`` rows and columns of zeros on all four sides::

        out[n, f, i, j] = b[f] + sum over c, u, v of xp[n, c, i * stride + u, j * stride + v] * w[f, c, u, v]
        H' = 1 + floor((H + 2 * pad - HH) / stride)        (W' in the same way)

    Source: Goodfellow, Bengio, Courville, Deep Learning, equations 9.6 and 9.8; Dumoulin & Visin 2016,
    relationship 6.

    Args:
        x: Images, shape (N, C, H, W), float64. It is not modified.
        w: Filters, shape (F, C, HH, WW).
        b: Biases, shape (F,).
        conv_param: ``{"stride": int >= 1, "pad": int >= 0}``.

    Returns:
        ``(out, cache)``: out of shape (N, F, H', W') and x's dtype; cache is whatever your backward pass
        needs, for example ``(x, w, b, conv_param)``.
    """
    raise NotImplementedError("conv_forward_naive")


def conv_backward_naive(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients of the loss with respect to images, filters and biases.

    Every output position hands its gradient back to what it was computed from::

        db[f]          = sum over n, i, j of dout[n, f, i, j]
        dw[f, c, u, v] = sum over n, i, j of dout[n, f, i, j] * xp[n, c, i * stride + u, j * stride + v]
        dxp[n, c, i * stride + u, j * stride + v] += dout[n, f, i, j] * w[f, c, u, v]    for all f, i, j, u, v

    and dx is dxp without its padding. Source: Deep Learning, equations 9.11 (dw) and 9.13 (dx).

    Args:
        dout: Upstream gradient, shape (N, F, H', W'). It is not modified.
        cache: What your forward pass returned.

    Returns:
        ``(dx, dw, db)`` with the shapes of x, w and b.
    """
    raise NotImplementedError("conv_backward_naive")
