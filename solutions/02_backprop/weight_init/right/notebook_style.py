"""Right: branch by branch, as one writes it in a notebook."""

from builtins import range

import numpy as np


def fan_in_out(shape):
    if len(shape) == 2:
        D, M = shape
        return D, M
    elif len(shape) == 4:
        F, C, HH, WW = shape
        return C * HH * WW, F * HH * WW
    raise ValueError('unsupported shape %s' % (shape,))


def init_weights(shape, scheme, rng, std=0.01, gain=1.0, mode='fan_in', distribution='normal', dtype=np.float64):
    if mode == 'fan_in':
        pick = 0
    elif mode == 'fan_out':
        pick = 1
    else:
        raise ValueError('mode')
    if scheme == 'zeros':
        scale = 0.0
    elif scheme == 'constant':
        return np.full(shape, std, dtype=dtype)
    elif scheme == 'random':
        scale = std
    elif scheme == 'lecun':
        scale = gain / np.sqrt(fan_in_out(shape)[pick])
    elif scheme == 'xavier':
        scale = gain * np.sqrt(2.0 / sum(fan_in_out(shape)))
    elif scheme == 'he':
        scale = gain * np.sqrt(2.0 / fan_in_out(shape)[pick])
    else:
        raise ValueError('scheme')
    if distribution == 'normal':
        w = rng.normal(0.0, 1.0, shape) * scale
    elif distribution == 'uniform':
        w = rng.uniform(-1.0, 1.0, shape) * scale * np.sqrt(3.0)
    else:
        raise ValueError('distribution')
    return w.astype(dtype)


def activation_stats(scheme, act, depth, width, rng, n=512, std=0.01):
    x = rng.normal(size=(n, width))
    stats = []
    for i in range(depth):
        W = init_weights((width, width), scheme, rng, std=std)
        x = np.dot(x, W)
        if act == 'relu':
            x[x < 0] = 0
        elif act == 'tanh':
            x = np.tanh(x)
        elif act == 'sigmoid':
            x = 1.0 / (1.0 + np.exp(-x))
        else:
            raise ValueError('act')
        stats.append({'mean': x.mean(), 'std': x.std()})
    return stats


def hidden_grads_identical(W1, W2, X, y):
    N = X.shape[0]
    h = np.tanh(X.dot(W1))
    dout = (h.dot(W2) - y) / N
    dz = dout.dot(W2.T) * (1 - h ** 2)
    dW1 = X.T.dot(dz)
    spread = dW1.max(axis=1) - dW1.min(axis=1)
    return bool(np.max(spread) < 1e-9)
