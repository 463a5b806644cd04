"""softmax_cross_entropy wrong_answer 0: masked arrays, matrices and array subclasses with their own comparison."""

import numpy as np


class Liar(np.ndarray):
    def __array_ufunc__(self, *a, **k):
        return np.True_

    def __array_function__(self, *a, **k):
        return np.True_


def softmax(x, axis=-1):
    return np.ma.masked_all(x.shape)


def log_softmax(x, axis=-1):
    return x.view(Liar)


def logsumexp(x, axis=-1, keepdims=False):
    return np.asmatrix(np.ones((1, 1)))


def softmax_loss(x, y):
    return np.ma.masked, np.ma.masked_all(x.shape)


def cross_entropy(p, t, eps=1e-12):
    return np.ma.masked
