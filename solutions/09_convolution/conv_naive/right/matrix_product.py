"""Convolution as one matrix product (im2col), with an index array that both passes share."""

import numpy as np


def conv_forward_naive(x, w, b, conv_param):
    s, p = conv_param["stride"], conv_param["pad"]
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    height, width = H + 2 * p, W + 2 * p
    rows, cols = (height - HH) // s + 1, (width - WW) // s + 1
    c, u, v = np.meshgrid(np.arange(C), np.arange(HH), np.arange(WW), indexing="ij")
    offsets = (c * height + u) * width + v
    i, j = np.meshgrid(np.arange(rows), np.arange(cols), indexing="ij")
    index = offsets.reshape(-1, 1) + ((i * width + j) * s).reshape(1, -1)
    flat = np.zeros((N, C, height, width), x.dtype)
    flat[:, :, p : p + H, p : p + W] = x
    columns = flat.reshape(N, C * height * width)[:, index]
    out = np.matmul(w.reshape(F, C * HH * WW), columns) + b[:, None]
    return out.reshape(N, F, rows, cols), (columns, index, w, x.shape, p)


def conv_backward_naive(dout, cache):
    columns, index, w, (N, C, H, W), p = cache
    F, K = w.shape[0], w[0].size
    dflat = dout.reshape(N, F, dout.shape[2] * dout.shape[3])
    dw = np.zeros((F, K), w.dtype)
    dpadded = np.zeros((N, C * (H + 2 * p) * (W + 2 * p)), dout.dtype)
    for n in range(N):
        dw += dflat[n] @ columns[n].T
        np.add.at(dpadded[n], index, w.reshape(F, K).T @ dflat[n])
    dx = dpadded.reshape(N, C, H + 2 * p, W + 2 * p)[:, :, p : p + H, p : p + W]
    return dx, dw.reshape(w.shape), dflat.sum(axis=(0, 2))
