"""변수 이름을 바꾸다가 한 곳을 놓쳤습니다."""

import numpy as np


def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / exp.sum(axis=axis, keepdims=True)


def log_softmax(x, axis=-1):
    return np.log(softmax(x, axis))


def logsumexp(x, axis=-1, keepdims=False):
    m = x.max(axis=axis, keepdims=True)
    out = m + np.log(np.exp(x - m).sum(axis=axis, keepdims=True))
    return out if keepdims else out.squeeze(axis)


def softmax_loss(x, y):
    p = softmax(x)
    return -np.log(p[range(len(y)), y]).mean(), p


def cross_entropy(p, t, eps=1e-12):
    return -np.mean((t * np.log(p + eps)).sum(1))
