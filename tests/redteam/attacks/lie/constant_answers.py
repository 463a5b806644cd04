"""pooling wrong_answer 0: constant answers of the right shape, for tests that compare two answers of the student."""

import numpy as np


def _shape(x, p):
    n, c, h, w = x.shape
    return n, c, (h - p["pool_height"]) // p["stride"] + 1, (w - p["pool_width"]) // p["stride"] + 1


def max_pool_forward_naive(x, p):
    return np.full(_shape(x, p), 1e3), x


def avg_pool_forward(x, p):
    return np.zeros(_shape(x, p), x.dtype), x


def max_pool_backward_naive(dout, cache):
    return np.zeros(cache.shape)


def avg_pool_backward(dout, cache):
    return np.zeros(cache.shape)


def global_avg_pool_forward(x):
    return np.zeros(x.shape[:2]), x


def global_avg_pool_backward(dout, cache):
    return np.zeros(cache.shape)
