"""Renamed the functions to match the lecture."""

import numpy as np


def Softmax(x, axis=-1):
    z = np.exp(x - x.max(axis=axis, keepdims=True))
    return z / z.sum(axis=axis, keepdims=True)


def SoftmaxLoss(x, y):
    p = Softmax(x)
    return -np.log(p[np.arange(len(y)), y]).mean(), p
