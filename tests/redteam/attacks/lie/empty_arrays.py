"""conv_naive wrong_answer 0: empty arrays, which broadcast and have no element that differs."""

import numpy as np


def conv_forward_naive(x, w, b, conv_param):
    return np.zeros((0, 1, 1, 1)), None


def conv_backward_naive(dout, cache):
    return np.zeros((0, 1, 1, 1)), np.zeros((0,)), np.zeros((0,))
