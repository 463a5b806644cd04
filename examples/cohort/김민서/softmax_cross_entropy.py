"""최댓값을 먼저 빼서 오버플로를 막았습니다."""

import numpy as np


def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def log_softmax(x, axis=-1):
    z = x - x.max(axis=axis, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=axis, keepdims=True))


def logsumexp(x, axis=-1, keepdims=False):
    m = x.max(axis=axis, keepdims=True)
    s = np.log(np.exp(x - m).sum(axis=axis, keepdims=keepdims))
    return s + (m if keepdims else m.squeeze(axis))


def softmax_loss(x, y):
    N, C = x.shape
    정답 = np.eye(C, dtype=x.dtype)[y]
    loss = -(정답 * log_softmax(x)).sum() / N
    return loss, (softmax(x) - 정답) / N


def cross_entropy(p, t, eps=1e-12):
    if p.shape != t.shape:
        raise ValueError("p와 t의 모양이 달라요")
    return float(np.mean(-np.sum(t * np.log(np.maximum(p, eps)), axis=1)))
