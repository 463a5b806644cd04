"""The inner loop forgets to move on."""

import numpy as np


def conv_forward_naive(x, w, b, conv_param):
    s, p = conv_param["stride"], conv_param["pad"]
    N, C, H, W = x.shape
    F, C, HH, WW = w.shape
    xp = np.pad(x, ((0, 0), (0, 0), (p, p), (p, p)))
    out = np.zeros((N, F, 1 + (H + 2 * p - HH) // s, 1 + (W + 2 * p - WW) // s))
    i = 0
    while i * s + HH <= H + 2 * p:
        j = 0
        while j * s + WW <= W + 2 * p:
            patch = xp[:, None, :, i * s : i * s + HH, j * s : j * s + WW]
            out[:, :, i, j] = (patch * w).sum(axis=(2, 3, 4)) + b
        i += 1
    return out, (x, w, b, conv_param)


def conv_backward_naive(dout, cache):
    raise NotImplementedError
