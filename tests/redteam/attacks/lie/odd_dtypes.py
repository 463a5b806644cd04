"""softmax_cross_entropy wrong_answer 0: bool, complex, half floats, 0-d arrays and huge integers as answers."""

import numpy as np


def softmax(x, axis=-1):
    return np.ones(x.shape, bool)


def log_softmax(x, axis=-1):
    return np.zeros(x.shape, np.complex128) + 1j * np.inf


def logsumexp(x, axis=-1, keepdims=False):
    return 10**1200


def softmax_loss(x, y):
    return 10**1200, np.zeros(x.shape, np.float16)


def cross_entropy(p, t, eps=1e-12):
    return np.array(np.nan, np.complex64)
