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
    # <solution>
    stride, pad = conv_param["stride"], conv_param["pad"]
    n, _, h, width = x.shape
    f, _, hh, ww = w.shape
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    rows, columns = 1 + (h + 2 * pad - hh) // stride, 1 + (width + 2 * pad - ww) // stride
    out = np.zeros((n, f, rows, columns), dtype=x.dtype)
    for i in range(rows):
        for j in range(columns):
            window = padded[:, :, i * stride : i * stride + hh, j * stride : j * stride + ww]
            out[:, :, i, j] = np.einsum("nchw,fchw->nf", window, w) + b
    return out, (x, w, b, conv_param)
    # </solution>


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
    # <solution>
    x, w, _, conv_param = cache
    stride, pad = conv_param["stride"], conv_param["pad"]
    h, width = x.shape[2:]
    hh, ww = w.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dpadded, dw, db = np.zeros_like(padded), np.zeros_like(w), dout.sum(axis=(0, 2, 3))
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows, columns = slice(i * stride, i * stride + hh), slice(j * stride, j * stride + ww)
            dw += np.einsum("nf,nchw->fchw", dout[:, :, i, j], padded[:, :, rows, columns])
            dpadded[:, :, rows, columns] += np.einsum("nf,fchw->nchw", dout[:, :, i, j], w)
    return dpadded[:, :, pad : pad + h, pad : pad + width], dw, db
    # </solution>
