"""One formula each from numpy: logaddexp, tanh, maximum plus minimum; caches hold the local derivative."""

import numpy as np


def floats(x):
    return np.asarray(x, None if np.issubdtype(np.asarray(x).dtype, np.floating) else float)


def sigmoid_forward(x):
    s = np.exp(-np.logaddexp(0, -floats(x)))
    return s, {"slope": s * (1 - s)}


def tanh_forward(x):
    t = np.tanh(floats(x))
    return t, {"slope": 1 - np.square(t)}


def relu_forward(x):
    x = floats(x)
    return (x + np.abs(x)) / 2, {"slope": (x > 0).astype(x.dtype)}


def leaky_relu_forward(x, alpha=0.01):
    x = floats(x)
    return np.maximum(x, 0) + alpha * np.minimum(x, 0), {"slope": np.where(x > 0, 1, alpha).astype(x.dtype)}


def elu_forward(x, alpha=1.0):
    x = floats(x)
    low = np.minimum(x, 0)
    slope = np.where(x > 0, 1, alpha * np.exp(low)).astype(x.dtype)
    return np.maximum(x, 0) + alpha * np.expm1(low), {"slope": slope}


def selu_forward(x):
    out, cache = elu_forward(x, 1.6732632423543772)
    return 1.0507009873554805 * out, {"slope": 1.0507009873554805 * cache["slope"]}


def softplus_forward(x):
    x = floats(x)
    return np.logaddexp(x, 0), {"slope": np.exp(-np.logaddexp(0, -x))}


def _chain(dout, cache):
    return dout * cache["slope"]


sigmoid_backward = tanh_backward = relu_backward = leaky_relu_backward = _chain
elu_backward = selu_backward = softplus_backward = _chain


def prelu_forward(x, a):
    x, a = floats(x), floats(a)
    shape = a.shape + (1,) * (x.ndim - 2) if a.ndim else ()
    return np.maximum(x, 0) + a.reshape(shape) * np.minimum(x, 0), (x, a, shape)


def prelu_backward(dout, cache):
    x, a, shape = cache
    da = np.minimum(x, 0) * dout
    da = da.sum() if a.ndim == 0 else np.moveaxis(da, 1, 0).reshape(a.size, -1).sum(axis=1)
    return dout * np.where(x > 0, np.ones_like(a).reshape(shape), a.reshape(shape)), da
