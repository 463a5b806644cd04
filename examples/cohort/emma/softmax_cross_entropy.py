"""softmax_loss is still missing, and log_softmax returns nothing yet."""

import numpy as np


def softmax(x, axis=-1):
    z = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return z / z.sum(axis=axis, keepdims=True)


def log_softmax(x, axis=-1):
    z = x - np.max(x, axis=axis, keepdims=True)
    z - np.log(np.exp(z).sum(axis=axis, keepdims=True))


def logsumexp(x, axis=-1, keepdims=False):
    raise NotImplementedError("logsumexp")


def softmax_loss(x, y):
    raise NotImplementedError("softmax_loss")


def cross_entropy(p, t, eps=1e-12):
    return float(np.mean(np.sum(-t * np.log(np.maximum(p, eps)), axis=-1)))
