"""기울기를 배치 크기로 나누는 것을 잊었습니다."""

import numpy as np


def softmax(x, axis=-1):
    e = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)


def logsumexp(x, axis=-1, keepdims=False):
    m = np.max(x, axis=axis, keepdims=True)
    r = m + np.log(np.sum(np.exp(x - m), axis=axis, keepdims=True))
    return r if keepdims else np.squeeze(r, axis=axis)


def log_softmax(x, axis=-1):
    return x - logsumexp(x, axis, keepdims=True)


def softmax_loss(x, y):
    n = np.arange(x.shape[0])
    loss = -np.sum(log_softmax(x)[n, y])
    dx = softmax(x)
    dx[n, y] -= 1
    return loss, dx


def cross_entropy(p, t, eps=1e-12):
    return float(-np.sum(t * np.log(p + eps)) / p.shape[0])
