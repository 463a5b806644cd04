"""One sign turns max into min; values are kept in a list; arrays are restored in place; polynomials by numpy.polyfit."""

import warnings

import numpy as np


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0, mode="min", restore_best=True):
        if mode not in ("min", "max"):
            raise ValueError("mode")
        if patience <= 0:
            raise ValueError("patience")
        self.k = patience
        self.delta = min_delta
        self.sign = {"min": 1.0, "max": -1.0}[mode]
        self.restore = restore_best
        self.seen = []
        self.best_epoch = -1
        self.best_params = None

    @property
    def best(self):
        return self.sign * np.inf if self.best_epoch < 0 else self.seen[self.best_epoch]

    def step(self, value, params):
        self.seen.append(value)
        now = len(self.seen) - 1
        if self.sign * (self.best - value) > self.delta:
            self.best_epoch = now
            self.best_params = {}
            for name in params:
                self.best_params[name] = np.array(params[name])
        done = now - max(self.best_epoch, -1) >= self.k
        if done and self.restore and self.best_params:
            for name in params:
                params[name][...] = self.best_params[name]
        return done


def early_stop(train_losses, val_losses, patience, min_delta=0.0):
    best, best_epoch, bad = float("inf"), -1, 0
    for epoch, loss in enumerate(val_losses):
        if loss < best - min_delta:
            best, best_epoch, bad = loss, epoch, 0
        else:
            bad += 1
            if bad == patience:
                return best_epoch, epoch + 1
    return best_epoch, len(val_losses)


def generalization_gap(train, val):
    train, val = np.array(train), np.array(val)
    if train.shape != val.shape:
        raise ValueError("lengths")
    return val - train


def diagnose_fit(train_losses, val_losses, target):
    train, val = train_losses[-1], val_losses[-1]
    if train > target or np.isnan(train):
        return "underfit"
    if val > target or np.isnan(val):
        return "overfit"
    return "ok"


def polynomial_sweep(X, y, Xv, yv, degrees):
    out = []
    for d in degrees:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            p = np.polyfit(X, y, d)
        out.append((np.mean((np.polyval(p, X) - y) ** 2), np.mean((np.polyval(p, Xv) - yv) ** 2)))
    return out
