"""affine_relu_layers wrong_answer 0: objects with the right shape and dtype that are equal to everything."""

import numpy as np


class Equal:
    shape, dtype, ndim, size = (4, 3), np.dtype(float), 2, 12
    __array_priority__ = 1e9

    def __init__(self, shape):
        self.shape = shape

    def __eq__(self, other):
        return True

    def __array_ufunc__(self, *a, **k):
        return True

    def __array__(self, *a, **k):
        return np.ones(self.shape)


def affine_forward(x, w, b):
    return Equal((len(x), w.shape[1])), None


def affine_backward(dout, cache):
    return Equal((1, 1)), Equal((1, 1)), Equal((1,))


def relu_forward(x):
    return Equal(x.shape), None


def relu_backward(dout, cache):
    return Equal(dout.shape)


affine_relu_forward, affine_relu_backward = affine_forward, affine_backward
