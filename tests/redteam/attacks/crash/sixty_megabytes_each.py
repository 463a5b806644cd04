"""optim_adaptive wrong_answer 0: 60 MiB of int8 that a test's float64 arithmetic would blow up 96-fold, in every call."""

import numpy as np


def adam(w, dw, config=None):
    return np.ones((60 << 20, 1, 1), np.int8), config


adagrad = adadelta = rmsprop = adam


def ema(prev, x, beta):
    return 0
