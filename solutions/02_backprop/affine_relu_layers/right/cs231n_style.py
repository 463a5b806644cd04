# ruff: noqa: A004, F401, I001, RUF059, UP029
from builtins import range
import numpy as np


def affine_forward(x, w, b):
    """
    Computes the forward pass of a fully connected layer.
    """
    out = None
    N = x.shape[0]
    x_row = np.reshape(x, (N, w.shape[0]))
    out = x_row.dot(w) + b
    cache = (x, w, b)
    return out, cache


def affine_backward(dout, cache):
    x, w, b = cache
    dx, dw, db = None, None, None
    dx = np.dot(dout, w.T)
    dx = np.reshape(dx, x.shape)
    x_row = np.reshape(x, (x.shape[0], w.shape[0]))
    dw = x_row.T.dot(dout)
    db = np.sum(dout, axis=0, keepdims=False)
    return dx, dw, db


def relu_forward(x):
    out = np.maximum(0, x)
    cache = x
    return out, cache


def relu_backward(dout, cache):
    dx, x = None, cache
    dx = np.array(dout, copy=True)
    dx[x <= 0] = 0
    return dx


def affine_relu_forward(x, w, b):
    """Convenience layer that performs an affine transform followed by a ReLU."""
    a, fc_cache = affine_forward(x, w, b)
    out, relu_cache = relu_forward(a)
    cache = (fc_cache, relu_cache)
    return out, cache


def affine_relu_backward(dout, cache):
    fc_cache, relu_cache = cache
    da = relu_backward(dout, relu_cache)
    dx, dw, db = affine_backward(da, fc_cache)
    return dx, dw, db
