# ruff: noqa: I001, UP029, A004
"""Boolean masks and copies, the input as cache, sigmoid from tanh: as in many course repositories."""

from builtins import range
import numpy as np

LAMBDA, ALPHA = 1.0507009873554805, 1.6732632423543772


def _real(x):
    x = np.array(x)
    return x if x.dtype in (np.float32, np.float64) else x.astype(float)


def sigmoid_forward(x):
    x = _real(x)
    return 0.5 * (1 + np.tanh(0.5 * x)), x


def sigmoid_backward(dout, cache):
    s = 0.5 * (1 + np.tanh(0.5 * cache))
    return dout * (s - s**2)


def tanh_forward(x):
    x = _real(x)
    return np.tanh(x), x


def tanh_backward(dout, cache):
    return dout * (1 - np.tanh(cache) ** 2)


def relu_forward(x):
    out = _real(x)
    mask = out <= 0
    out[mask] = 0
    return out, mask


def relu_backward(dout, cache):
    dx = dout.copy()
    dx[cache] = 0
    return dx


def leaky_relu_forward(x, alpha=0.01):
    out = _real(x)
    mask = out <= 0
    out[mask] *= alpha
    return out, (mask, alpha)


def leaky_relu_backward(dout, cache):
    mask, alpha = cache
    dx = dout.copy()
    dx[mask] *= alpha
    return dx


def elu_forward(x, alpha=1.0):
    out = _real(x)
    mask = out <= 0
    out[mask] = alpha * (np.exp(out[mask]) - 1)
    return out, (out, mask, alpha)


def elu_backward(dout, cache):
    out, mask, alpha = cache
    dx = np.array(dout)
    dx[mask] *= out[mask] + alpha
    return dx


def selu_forward(x):
    out, cache = elu_forward(x, ALPHA)
    return LAMBDA * out, cache


def selu_backward(dout, cache):
    return LAMBDA * elu_backward(dout, cache)


def softplus_forward(x):
    x = _real(x)
    out = np.empty_like(x)
    big = x > 30
    out[big] = x[big]
    out[~big] = np.log1p(np.exp(x[~big]))
    return out, x


def softplus_backward(dout, cache):
    return dout * 0.5 * (1 + np.tanh(0.5 * cache))


def prelu_forward(x, a):
    x = _real(x)
    out = x.copy()
    if np.ndim(a) == 0:
        out[x < 0] *= a
    else:
        for c in range(x.shape[1]):
            plane = out[:, c]
            plane[plane < 0] *= a[c]
    return out, (x, np.array(a))


def prelu_backward(dout, cache):
    x, a = cache
    dx, da = dout.copy(), np.zeros_like(a)
    if a.ndim == 0:
        dx[x < 0] *= a
        return dx, (x * dout)[x < 0].sum()
    for c in range(x.shape[1]):
        negative = x[:, c] < 0
        da[c] = (x[:, c] * dout[:, c])[negative].sum()
        dx[:, c][negative] *= a[c]
    return dx, da
