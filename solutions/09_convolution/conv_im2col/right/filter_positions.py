"""A loop over the positions inside the filter, in both directions; the layer works on three-dimensional arrays."""

import numpy as np


def _places(size, k, stride, pad):
    count = (size + 2 * pad - k) // stride + 1
    return count, [slice(start, start + stride * (count - 1) + 1, stride) for start in range(k)]


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    n, c, h, w = input_data.shape
    frame = np.zeros((n, c, h + 2 * pad, w + 2 * pad), input_data.dtype)
    frame[:, :, pad : pad + h, pad : pad + w] = input_data
    (rows, down), (columns, right) = _places(h, filter_h, stride, pad), _places(w, filter_w, stride, pad)
    col = np.empty((n, rows, columns, c, filter_h, filter_w), input_data.dtype)
    for u, vertical in enumerate(down):
        for v, horizontal in enumerate(right):
            col[..., u, v] = np.moveaxis(frame[:, :, vertical, horizontal], 1, 3)
    return col.reshape(n * rows * columns, c * filter_h * filter_w)


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    n, c, h, w = input_shape
    (rows, down), (columns, right) = _places(h, filter_h, stride, pad), _places(w, filter_w, stride, pad)
    col = col.reshape(n, rows, columns, c, filter_h, filter_w)
    frame = np.zeros((n, h + 2 * pad, w + 2 * pad, c), col.dtype)
    for u, vertical in enumerate(down):
        for v, horizontal in enumerate(right):
            frame[:, vertical, horizontal] += col[..., u, v]
    return np.moveaxis(frame, 3, 1)[:, :, pad : pad + h, pad : pad + w]


def conv_forward_im2col(x, w, b, conv_param):
    stride, pad = conv_param["stride"], conv_param["pad"]
    rows, _ = _places(x.shape[2], w.shape[2], stride, pad)
    windows = im2col(x, *w.shape[2:], stride, pad).reshape(len(x), -1, w[0].size)
    out = np.einsum("npk,fk->nfp", windows, w.reshape(len(w), -1)) + b[:, None]
    return out.reshape(len(x), len(w), rows, -1), (x.shape, windows, w, stride, pad)


def conv_backward_im2col(dout, cache):
    shape, windows, w, stride, pad = cache
    g = dout.reshape(*dout.shape[:2], -1)
    dw = np.einsum("nfp,npk->fk", g, windows).reshape(w.shape)
    dcol = np.einsum("nfp,fk->npk", g, w.reshape(len(w), -1))
    dx = col2im(dcol.reshape(-1, w[0].size), shape, *w.shape[2:], stride, pad)
    return dx, dw, g.sum(axis=(0, 2))
