"""Right: searchsorted for boundaries, a table of phases for the cycle, numpy arrays for the layers."""

import bisect

import numpy as np


def power_lr(lr0, t, s, c=1.0):
    return lr0 * np.power(1.0 + t / s, -c)


def exponential_lr(lr0, t, s):
    return lr0 / 10 ** (t / s)


def piecewise_lr(t, boundaries, values):
    if len(values) - len(boundaries) != 1:
        raise ValueError("values")
    return values[bisect.bisect_right(boundaries, t)]


class PerformanceScheduler:
    def __init__(self, lr0, factor=0.1, patience=10, min_delta=0.0, min_lr=0.0):
        self.lr0, self.factor, self.patience, self.min_delta, self.min_lr = lr0, factor, patience, min_delta, min_lr
        self.history = []
        self.reductions = 0
        self.since = 0

    def step(self, val_loss):
        if val_loss + self.min_delta < min(self.history, default=np.inf):
            self.history.append(val_loss)
            self.since = 0
        elif self.since < self.patience:
            self.since += 1
        else:
            self.reductions += 1
            self.since = 0
        rate = self.lr0 * self.factor**self.reductions
        return np.float64(max(rate, self.min_lr) if self.reductions else self.lr0)


def one_cycle_lr(t, total_steps, max_lr, pct_start=0.3, div_factor=25.0, final_div_factor=1e4):
    if t not in range(total_steps):
        raise ValueError(t)
    first = max_lr / div_factor
    marks = [0.0, pct_start * total_steps - 1, total_steps - 1]
    rates = [first, max_lr, first / final_div_factor]
    phase = 0 if t <= marks[1] else 1
    progress = (t - marks[phase]) / (marks[phase + 1] - marks[phase])
    blend = 0.5 - 0.5 * np.cos(np.pi * progress)
    return (1 - blend) * rates[phase] + blend * rates[phase + 1]


def layerwise_lrs(base, n_layers, ratio, larger="input"):
    depth = np.arange(n_layers)[::-1]
    return base * np.power(float(ratio), {"input": depth, "output": -depth}[larger] if larger in ("input", "output") else _no())


def _no():
    raise ValueError("larger")


def batch_size_schedule(t, b0, boundaries, factor):
    return int(b0 * factor ** np.searchsorted(boundaries, t, side="right"))
