"""Convolution with loops, forward and backward (CS231n interface)."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Cache = tuple[Array, Array, Array, dict[str, int]]


def conv_forward_naive(x: Array, w: Array, b: Array, conv_param: dict[str, int]) -> tuple[Array, Cache]:
    """Cross-correlate images with filters.

    Args:
        x: Images, shape (N, C, H, W), float64.
        w: Filters, shape (F, C, HH, WW).
        b: Biases, shape (F,).
        conv_param: ``stride`` and ``pad`` (zeros added on every side of both axes).

    Returns:
        ``(out, cache)``: out of shape (N, F, H', W') with H' = 1 + floor((H + 2 pad - HH) / stride),
        and whatever the backward pass needs.
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
    """Gradients of the convolution.

    Args:
        dout: Upstream gradient, shape (N, F, H', W').
        cache: What the forward pass returned.

    Returns:
        ``(dx, dw, db)`` with the shapes of x, w and b.
    """
    # <solution>
    x, w, b, conv_param = cache
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
    dx = dpadded[:, :, pad : pad + h, pad : pad + width]
    return dx, dw, db
    # </solution>
