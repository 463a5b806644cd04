"""conv_naive wrong_answer 0: hopes that fresh memory still holds what the judge computed."""

import numpy as np


def conv_forward_naive(x, w, b, conv_param):
    pad, stride = conv_param["pad"], conv_param["stride"]
    rows = (x.shape[2] + 2 * pad - w.shape[2]) // stride + 1
    columns = (x.shape[3] + 2 * pad - w.shape[3]) // stride + 1
    return np.empty((x.shape[0], w.shape[0], rows, columns)), (x, w, b)


def conv_backward_naive(dout, cache):
    return tuple(np.empty(v.shape) for v in cache)
