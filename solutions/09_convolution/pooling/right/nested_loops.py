# ruff: noqa: A004, UP029
from builtins import range

import numpy as np


def max_pool_forward_naive(x, pool_param):
    HH, WW, S = pool_param["pool_height"], pool_param["pool_width"], pool_param["stride"]
    N, C, H, W = x.shape
    H_out = 1 + (H - HH) // S
    W_out = 1 + (W - WW) // S
    out = np.zeros((N, C, H_out, W_out), dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            for i in range(H_out):
                for j in range(W_out):
                    best = x[n, c, i * S, j * S]
                    for u in range(HH):
                        for v in range(WW):
                            best = max(best, x[n, c, i * S + u, j * S + v])
                    out[n, c, i, j] = best
    cache = (x, pool_param)
    return out, cache


def max_pool_backward_naive(dout, cache):
    x, pool_param = cache
    HH, WW, S = pool_param["pool_height"], pool_param["pool_width"], pool_param["stride"]
    N, C, H_out, W_out = dout.shape
    dx = np.zeros_like(x)
    for n in range(N):
        for c in range(C):
            for i in range(H_out):
                for j in range(W_out):
                    window = x[n, c, i * S : i * S + HH, j * S : j * S + WW]
                    mask = window == np.max(window)
                    dx[n, c, i * S : i * S + HH, j * S : j * S + WW] += mask * dout[n, c, i, j]
    return dx


def avg_pool_forward(x, pool_param):
    HH, WW, S = pool_param["pool_height"], pool_param["pool_width"], pool_param["stride"]
    N, C, H, W = x.shape
    H_out = 1 + (H - HH) // S
    W_out = 1 + (W - WW) // S
    out = np.zeros((N, C, H_out, W_out), dtype=x.dtype)
    for n in range(N):
        for c in range(C):
            for i in range(H_out):
                for j in range(W_out):
                    out[n, c, i, j] = np.sum(x[n, c, i * S : i * S + HH, j * S : j * S + WW]) / (HH * WW)
    return out, (x, HH, WW, S)


def avg_pool_backward(dout, cache):
    x, HH, WW, S = cache
    dx = np.zeros(x.shape)
    N, C, H_out, W_out = dout.shape
    for n in range(N):
        for c in range(C):
            for i in range(H_out):
                for j in range(W_out):
                    for u in range(HH):
                        for v in range(WW):
                            dx[n, c, i * S + u, j * S + v] += dout[n, c, i, j] / (HH * WW)
    return dx


def global_avg_pool_forward(x):
    N, C, H, W = x.shape
    out = np.zeros((N, C))
    for n in range(N):
        for c in range(C):
            out[n, c] = np.sum(x[n, c]) / (H * W)
    return out, x


def global_avg_pool_backward(dout, cache):
    N, C, H, W = cache.shape
    dx = np.zeros((N, C, H, W))
    for n in range(N):
        for c in range(C):
            dx[n, c] = dout[n, c] / (H * W)
    return dx
