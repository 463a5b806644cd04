"""합성곱이니까 필터를 뒤집어야 한다고 생각했습니다."""

import numpy as np


def conv_forward_naive(x, w, b, conv_param):
    s, p = conv_param["stride"], conv_param["pad"]
    N, C, H, W = x.shape
    F, C, HH, WW = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    Ho, Wo = 1 + (H + 2 * p - HH) // s, 1 + (W + 2 * p - WW) // s
    flipped = w[:, :, ::-1, ::-1]
    out = np.zeros((N, F, Ho, Wo), x.dtype)
    for i in range(Ho):
        for j in range(Wo):
            patch = xp[:, None, :, i * s : i * s + HH, j * s : j * s + WW]
            out[:, :, i, j] = (patch * flipped[None]).sum(axis=(2, 3, 4)) + b
    return out, (x, w, b, conv_param)


def conv_backward_naive(dout, cache):
    x, w, b, conv_param = cache
    s, p = conv_param["stride"], conv_param["pad"]
    H, W = x.shape[2:]
    HH, WW = w.shape[2:]
    xp = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    flipped = w[:, :, ::-1, ::-1]
    dxp, dwf = np.zeros_like(xp), np.zeros_like(w)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows, cols = slice(i * s, i * s + HH), slice(j * s, j * s + WW)
            g = dout[:, :, i, j]
            dwf += np.tensordot(g, xp[:, :, rows, cols], axes=(0, 0))
            dxp[:, :, rows, cols] += np.tensordot(g, flipped, axes=(1, 0))
    return dxp[:, :, p : p + H, p : p + W], dwf[:, :, ::-1, ::-1], dout.sum(axis=(0, 2, 3))
