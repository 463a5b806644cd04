# ruff: noqa: A004, I001, UP029
from builtins import range
import numpy as np


def softmax_loss(x, y):
    """
    Computes the loss and gradient for softmax classification.

    Inputs:
    - x: Input data, of shape (N, C) where x[i, j] is the score for the jth class for the ith input.
    - y: Vector of labels, of shape (N,)
    """
    shifted_logits = x - np.max(x, axis=1, keepdims=True)
    Z = np.sum(np.exp(shifted_logits), axis=1, keepdims=True)
    log_probs = shifted_logits - np.log(Z)
    probs = np.exp(log_probs)
    N = x.shape[0]
    loss = -np.sum(log_probs[np.arange(N), y]) / N
    dx = probs.copy()
    dx[np.arange(N), y] -= 1
    dx /= N
    return loss, dx


def softmax(x, axis=-1):
    e = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def log_softmax(x, axis=-1):
    s = x - x.max(axis=axis, keepdims=True)
    return s - np.log(np.exp(s).sum(axis=axis, keepdims=True))


def logsumexp(x, axis=-1, keepdims=False):
    c = x.max(axis=axis, keepdims=True)
    s = np.log(np.exp(x - c).sum(axis=axis, keepdims=keepdims))
    return s + (c if keepdims else c.squeeze(axis))


def cross_entropy(p, t, eps=1e-12):
    if p.shape != t.shape:
        raise ValueError("p and t must have the same shape")
    total = 0.0
    for i in range(p.shape[0]):
        for k in range(p.shape[1]):
            total -= t[i, k] * np.log(max(p[i, k], eps))
    return total / p.shape[0]
