"""The bias as one more column; index blocks from array_split-like slicing; variance as E|g|^2 - |Eg|^2."""

import numpy as np


def num_iterations(n, batch_size, drop_last=False):
    if n < 0 or batch_size < 1:
        raise ValueError
    return (n if drop_last else n + batch_size - 1) // batch_size


def total_updates(n, batch_size, epochs, drop_last=False):
    return num_iterations(n, batch_size, drop_last) * epochs


class _Epoch:
    def __init__(self, X, y, blocks):
        self.X, self.y, self.blocks = X, y, blocks

    def __iter__(self):
        return ([self.X[block], self.y[block]] for block in self.blocks)


def iterate_minibatches(X, y, batch_size, rng, shuffle=True, drop_last=False):
    n = len(X)
    if n != len(y):
        raise ValueError("lengths")
    steps = num_iterations(n, batch_size, drop_last)
    order = np.argsort(rng.random(n)) if shuffle else np.arange(n)
    return _Epoch(X, y, [order[k * batch_size :][:batch_size] for k in range(steps)])


def fit_linear(X, y, mode, lr, epochs, batch_size, rng):
    try:
        size = dict(online=1, minibatch=batch_size, batch=len(X))[mode]
    except KeyError:
        raise ValueError("mode") from None
    A = np.hstack([X, np.ones((len(X), 1))])
    theta, losses, count = np.zeros(A.shape[1]), [], 0
    for _ in range(epochs):
        for rows, goals in iterate_minibatches(A, y, size, rng):
            theta = theta - lr * np.mean((rows @ theta - goals)[:, np.newaxis] * rows, axis=0)
            count += 1
        losses.append(0.5 * np.square(A @ theta - y).mean())
    return {"history": losses, "updates": count, "b": theta[-1], "w": theta[:-1]}


def gradient_variance(X, y, w, batch_size, draws, rng):
    if draws <= 1:
        raise ValueError("draws")
    total, squares = np.zeros_like(w), 0.0
    for _ in range(draws):
        i = rng.choice(len(X), batch_size)
        g = ((X[i] @ w - y[i]) @ X[i]) / batch_size
        total, squares = total + g, squares + g @ g
    return (squares - total @ total / draws) / (draws - 1)
