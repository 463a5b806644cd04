"""Log-sum-exp as a reduction of np.logaddexp, the gradient as a difference with one-hot rows."""

import numpy as np


def logsumexp(x, axis=-1, keepdims=False):
    return np.logaddexp.reduce(x, axis=axis, keepdims=keepdims)


def log_softmax(x, axis=-1):
    return x - np.expand_dims(logsumexp(x, axis), axis)


def softmax(x, axis=-1):
    moved = np.moveaxis(x, axis, 0)
    e = np.exp(moved - moved.max(axis=0))
    return np.moveaxis(e / e.sum(axis=0), 0, axis)


def softmax_loss(x, y):
    t = np.equal.outer(y, np.arange(x.shape[1])).astype(x.dtype)
    loss = np.mean(logsumexp(x) - np.sum(x * t, axis=1))
    return loss, (softmax(x) - t) / len(y)


def cross_entropy(p, t, eps=1e-12):
    if np.ndim(p) != np.ndim(t) or len(p) != len(t) or p.shape[1] != t.shape[1]:
        raise ValueError((p.shape, t.shape))
    return np.einsum("nc,nc->", t, -np.log(p + eps)) / p.shape[0]
