"""As in the CS231n course: three index arrays say where every entry comes from; np.add.at folds back."""

from builtins import range  # noqa: A004, F401, UP029

import numpy as np


def get_indices(x_shape, field_height, field_width, padding, stride):
    N, C, H, W = x_shape
    out_height = (H + 2 * padding - field_height) // stride + 1
    out_width = (W + 2 * padding - field_width) // stride + 1
    i0 = np.tile(np.repeat(np.arange(field_height), field_width), C)
    j0 = np.tile(np.arange(field_width), field_height * C)
    i1 = stride * np.repeat(np.arange(out_height), out_width)
    j1 = stride * np.tile(np.arange(out_width), out_height)
    k = np.repeat(np.arange(C), field_height * field_width)
    return k.reshape(1, -1), i1.reshape(-1, 1) + i0.reshape(1, -1), j1.reshape(-1, 1) + j0.reshape(1, -1)


def im2col(input_data, filter_h, filter_w, stride=1, pad=0):
    x_padded = np.pad(input_data, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="constant")
    k, i, j = get_indices(input_data.shape, filter_h, filter_w, pad, stride)
    cols = x_padded[:, k, i, j]
    return cols.reshape(cols.shape[0] * cols.shape[1], cols.shape[2])


def col2im(col, input_shape, filter_h, filter_w, stride=1, pad=0):
    N, C, H, W = input_shape
    x_padded = np.zeros((N, C, H + 2 * pad, W + 2 * pad), dtype=col.dtype)
    k, i, j = get_indices(input_shape, filter_h, filter_w, pad, stride)
    np.add.at(x_padded, (slice(None), k, i, j), col.reshape(N, i.shape[0], k.shape[1]))
    if pad == 0:
        return x_padded
    return x_padded[:, :, pad:-pad, pad:-pad]


def conv_forward_im2col(x, w, b, conv_param):
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    stride, pad = conv_param["stride"], conv_param["pad"]
    out_h = (H + 2 * pad - HH) // stride + 1
    out_w = (W + 2 * pad - WW) // stride + 1
    x_cols = im2col(x, HH, WW, stride, pad)
    res = w.reshape((F, -1)).dot(x_cols.T) + b.reshape(-1, 1)
    out = res.reshape(F, N, out_h, out_w).transpose(1, 0, 2, 3)
    cache = (x, w, b, conv_param, x_cols)
    return out, cache


def conv_backward_im2col(dout, cache):
    x, w, b, conv_param, x_cols = cache
    F, _, HH, WW = w.shape
    db = np.sum(dout, axis=(0, 2, 3))
    dout_reshaped = dout.transpose(1, 0, 2, 3).reshape(F, -1)
    dw = dout_reshaped.dot(x_cols).reshape(w.shape)
    dx_cols = dout_reshaped.T.dot(w.reshape(F, -1))
    dx = col2im(dx_cols, x.shape, HH, WW, conv_param["stride"], conv_param["pad"])
    return dx, dw, db
