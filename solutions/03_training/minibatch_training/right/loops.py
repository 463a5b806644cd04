"""Plain loops over samples; batches collected in lists; a shuffled list of indices."""

import math
from builtins import range

import numpy as np


def num_iterations(n, batch_size, drop_last=False):
    if batch_size <= 0:
        raise ValueError("batch size?")
    if n < 0:
        raise ValueError("n?")
    if drop_last:
        return math.floor(n / batch_size)
    return math.ceil(n / batch_size)


def total_updates(n, batch_size, epochs, drop_last=False):
    updates = 0
    for _ in range(epochs):
        updates += num_iterations(n, batch_size, drop_last)
    return updates


def iterate_minibatches(X, y, batch_size, rng, shuffle=True, drop_last=False):
    if X.shape[0] != y.shape[0] or batch_size < 1:
        raise ValueError("bad sizes")
    indices = np.arange(X.shape[0])
    if shuffle:
        rng.shuffle(indices)
    batches = []
    for start in range(0, X.shape[0], batch_size):
        chosen = indices[start : start + batch_size]
        if drop_last and len(chosen) < batch_size:
            break
        batches.append((X[chosen], y[chosen]))
    return batches


def fit_linear(X, y, mode, lr, epochs, batch_size, rng):
    N, D = X.shape
    if mode == "online":
        B = 1
    elif mode == "minibatch":
        B = batch_size
    elif mode == "batch":
        B = N
    else:
        raise ValueError(mode)
    w = np.zeros(D)
    b = 0.0
    updates = 0
    history = []
    for _ in range(epochs):
        for Xb, yb in iterate_minibatches(X, y, B, rng):
            dw, db = np.zeros(D), 0.0
            for i in range(len(Xb)):
                r = np.dot(Xb[i], w) + b - yb[i]
                dw += r * Xb[i] / len(Xb)
                db += r / len(Xb)
            w -= lr * dw
            b -= lr * db
            updates += 1
        loss = 0.0
        for i in range(N):
            loss += 0.5 * (np.dot(X[i], w) + b - y[i]) ** 2 / N
        history.append(loss)
    return {"w": w, "b": b, "updates": updates, "history": history}


def gradient_variance(X, y, w, batch_size, draws, rng):
    if draws < 2:
        raise ValueError("draws?")
    grads = []
    for _ in range(draws):
        idx = rng.integers(0, len(X), size=batch_size)
        Xb, yb = X[idx], y[idx]
        grads.append(Xb.T.dot(Xb.dot(w) - yb) / batch_size)
    grads = np.array(grads)
    deviations = grads - grads.mean(axis=0)
    return np.sum(deviations**2) / (draws - 1)
