"""Debugging code was left at the top level: the file never finishes loading."""

import numpy as np

step = 0
while step < 10:
    x = np.random.randn(4, 3)
    p = np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)


def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)
