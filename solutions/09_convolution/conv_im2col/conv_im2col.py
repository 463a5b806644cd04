"""Convolution as one matrix product: windows are unrolled into the rows of a matrix (im2col).

Shapes: N images, C channels, H x W pixels; F filters of FH x FW pixels; the output has OH x OW positions,

    OH = 1 + floor((H + 2 * pad - FH) / stride)        (OW in the same way)
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Cache = Any


def im2col(input_data: Array, filter_h: int, filter_w: int, stride: int = 1, pad: int = 0) -> Array:
    """One row per window: what a filter sees at one position of one image.

    With ``xp`` = input_data with ``pad`` rows and columns of zeros on all four sides::

        col[(n * OH + i) * OW + j, (c * FH + u) * FW + v] = xp[n, c, i * stride + u, j * stride + v]

    Rows run over images first, then rows, then columns of the output; columns over channels first, so that
    ``w.reshape(F, -1)`` has the same order.

    Args:
        input_data: Images, shape (N, C, H, W). Not modified.
        filter_h: FH.
        filter_w: FW.
        stride: Pixels from one window to the next, at least 1.
        pad: Rows and columns of zeros on each side, at least 0.

    Returns:
        Array of shape (N * OH * OW, C * FH * FW), of the dtype of input_data.

    Source: Chellapilla, Puri, Simard 2006, "High performance convolutional neural networks for document processing".
    """
    # <solution>
    n, c = input_data.shape[:2]
    padded = np.pad(input_data, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (filter_h, filter_w), axis=(2, 3))
    windows = windows[:, :, ::stride, ::stride]
    rows, columns = windows.shape[2:4]
    return windows.transpose(0, 2, 3, 1, 4, 5).reshape(n * rows * columns, c * filter_h * filter_w)
    # </solution>


def col2im(
    col: Array, input_shape: tuple[int, int, int, int], filter_h: int, filter_w: int, stride: int = 1, pad: int = 0
) -> Array:
    """Add every entry of ``col`` to the pixel that ``im2col`` took it from; what falls on the padding is dropped.

    This is the adjoint (transpose) of the linear map ``im2col``, and so its backward pass:
    ``sum(im2col(x) * col) = sum(x * col2im(col))`` for all x and col. It is not its inverse.

    Args:
        col: Shape (N * OH * OW, C * FH * FW), ordered as by ``im2col``. Not modified.
        input_shape: (N, C, H, W), the shape of the images without padding.
        filter_h: FH.
        filter_w: FW.
        stride: As for ``im2col``.
        pad: As for ``im2col``.

    Returns:
        Array of shape (N, C, H, W), of the dtype of col.
    """
    # <solution>
    n, c, h, w = input_shape
    rows = 1 + (h + 2 * pad - filter_h) // stride
    columns = 1 + (w + 2 * pad - filter_w) // stride
    parts = col.reshape(n, rows, columns, c, filter_h, filter_w).transpose(4, 5, 0, 3, 1, 2)
    padded = np.zeros((n, c, h + 2 * pad, w + 2 * pad), dtype=col.dtype)
    for u in range(filter_h):
        for v in range(filter_w):
            # All windows at once: entry (u, v) of the windows never meets itself.
            padded[:, :, u : u + stride * rows : stride, v : v + stride * columns : stride] += parts[u, v]
    return padded[:, :, pad : pad + h, pad : pad + w]
    # </solution>


def conv_forward_im2col(x: Array, w: Array, b: Array, conv_param: dict[str, int]) -> tuple[Array, Cache]:
    """Convolution layer: one matrix product of all windows with all filters.

    ``out[n, f, i, j] = b[f] + sum over c, u, v of xp[n, c, i * stride + u, j * stride + v] * w[f, c, u, v]``

    Args:
        x: Images, shape (N, C, H, W). Not modified.
        w: Filters, shape (F, C, FH, FW).
        b: Biases, shape (F,).
        conv_param: ``{"stride": int >= 1, "pad": int >= 0}``.

    Returns:
        ``(out, cache)``: out of shape (N, F, OH, OW), and whatever your backward pass needs.
    """
    # <solution>
    stride, pad = conv_param["stride"], conv_param["pad"]
    f, _, filter_h, filter_w = w.shape
    rows = 1 + (x.shape[2] + 2 * pad - filter_h) // stride
    columns = 1 + (x.shape[3] + 2 * pad - filter_w) // stride
    col = im2col(x, filter_h, filter_w, stride, pad)
    out = col @ w.reshape(f, -1).T + b
    return out.reshape(len(x), rows, columns, f).transpose(0, 3, 1, 2), (x.shape, w, col, stride, pad)
    # </solution>


def conv_backward_im2col(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients of the convolution layer, as matrix products and one ``col2im``.

    Args:
        dout: Upstream gradient, shape (N, F, OH, OW). Not modified.
        cache: What ``conv_forward_im2col`` returned.

    Returns:
        ``(dx, dw, db)`` with the shapes of x, w and b.

    Source: Goodfellow, Bengio, Courville, Deep Learning, section 9.5 (equations 9.11 and 9.13), in matrix form.
    """
    # <solution>
    x_shape, w, col, stride, pad = cache
    f, _, filter_h, filter_w = w.shape
    rows = dout.transpose(0, 2, 3, 1).reshape(-1, f)
    dw = (rows.T @ col).reshape(w.shape)
    dx = col2im(rows @ w.reshape(f, -1), x_shape, filter_h, filter_w, stride, pad)
    return dx, dw, rows.sum(axis=0)
    # </solution>
