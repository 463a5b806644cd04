"""In the style of a training callback, with np.less and np.greater; Chebyshev basis and QR for the sweep."""

from copy import deepcopy

import numpy as np


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0, mode="min", restore_best=True):
        if patience < 1:
            raise ValueError("patience < 1")
        if mode == "min":
            self.op, self.best, self.min_delta = np.less, np.inf, -abs(min_delta)
        elif mode == "max":
            self.op, self.best, self.min_delta = np.greater, -np.inf, abs(min_delta)
        else:
            raise ValueError(mode)
        self.patience, self.restore_best = patience, restore_best
        self.wait = self.count = 0
        self.best_epoch, self.best_params = -1, None

    def step(self, value, params):
        epoch, self.count = self.count, self.count + 1
        self.wait += 1
        if self.op(value, self.best + self.min_delta):
            self.best, self.best_epoch, self.wait = value, epoch, 0
            self.best_params = deepcopy(params)
        if self.wait < self.patience:
            return False
        if self.restore_best and self.best_params is not None:
            params.clear()
            params.update(deepcopy(self.best_params))
        return True


def early_stop(train_losses, val_losses, patience, min_delta=0.0):
    stopper, epochs = EarlyStopping(patience, min_delta, restore_best=False), 0
    while epochs < len(val_losses):
        epochs += 1
        if stopper.step(val_losses[epochs - 1], {}):
            break
    return [stopper.best_epoch, epochs]


def generalization_gap(train, val):
    if len(val) != len(train):
        raise ValueError
    return np.array([v - t for t, v in zip(train, val, strict=True)])


def diagnose_fit(train_losses, val_losses, target):
    if train_losses[-1] <= target and val_losses[-1] <= target:
        return "ok"
    return "overfit" if train_losses[-1] <= target else "underfit"


def polynomial_sweep(X, y, Xv, yv, degrees):
    def error(x, goal, w):
        return float(np.square(np.polynomial.chebyshev.chebval(x, w) - goal).mean())

    pairs = []
    for d in degrees:
        q, r = np.linalg.qr(np.polynomial.chebyshev.chebvander(X, d))
        w = np.linalg.solve(r, q.T @ y)
        pairs.append((error(X, y, w), error(Xv, yv, w)))
    return pairs
