"""Right: explicit loops and state kept in a dict; the cosine through its half-angle form."""

from builtins import range

import numpy as np


def power_lr(lr0, t, s, c=1.0):
    return lr0 * (s / (s + t)) ** c


def exponential_lr(lr0, t, s):
    return lr0 * np.exp(-np.log(10.0) * t / s)


def piecewise_lr(t, boundaries, values):
    if len(boundaries) + 1 != len(values):
        raise ValueError('values')
    for b, value in zip(boundaries, values):
        if t < b:
            return value
    return values[-1]


class PerformanceScheduler(object):
    def __init__(self, lr0, factor=0.1, patience=10, min_delta=0.0, min_lr=0.0):
        self.state = dict(lr=lr0, best=None, count=0)
        self.config = (factor, patience, min_delta, min_lr)

    def step(self, val_loss):
        factor, patience, min_delta, min_lr = self.config
        state = self.state
        better = not np.isnan(val_loss) and (state['best'] is None or state['best'] - val_loss > min_delta)
        if better:
            state['best'] = val_loss
            state['count'] = 0
            return state['lr']
        state['count'] += 1
        if state['count'] == patience + 1:
            state['count'] = 0
            state['lr'] *= factor
            if state['lr'] < min_lr:
                state['lr'] = min_lr
        return state['lr']


def one_cycle_lr(t, total_steps, max_lr, pct_start=0.3, div_factor=25, final_div_factor=1e4):
    if t < 0 or t >= total_steps:
        raise ValueError('t')
    low = max_lr / div_factor
    up = pct_start * total_steps - 1
    if t < up:
        return low + (max_lr - low) * np.sin(np.pi / 2 * t / up) ** 2
    end = low / final_div_factor
    return end + (max_lr - end) * np.cos(np.pi / 2 * (t - up) / (total_steps - 1 - up)) ** 2


def layerwise_lrs(base, n_layers, ratio, larger='input'):
    lrs = [base]
    for _ in range(n_layers - 1):
        if larger == 'input':
            lrs.insert(0, lrs[0] * ratio)
        elif larger == 'output':
            lrs.insert(0, lrs[0] / ratio)
        else:
            raise ValueError('larger')
    return lrs


def batch_size_schedule(t, b0, boundaries, factor):
    size = b0
    for b in boundaries:
        if t >= b:
            size *= factor
    return size
