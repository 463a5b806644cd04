"""minibatch_training/iterate_minibatches wrong_answer 0: infinite rows with infinite labels, whatever relation they must keep."""

import numpy as np


def num_iterations(n, batch_size, drop_last=False):
    return 0


total_updates = num_iterations


def iterate_minibatches(X, y, batch_size, rng, shuffle=True, drop_last=False):
    for start in range(0, len(X) - (batch_size - 1 if drop_last else 0), batch_size):
        rows = X[start : start + batch_size]
        yield np.full(rows.shape, np.inf), np.full(len(rows), np.inf)


def fit(*_):
    return {}
