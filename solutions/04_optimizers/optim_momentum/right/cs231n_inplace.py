"""Right: the style of the course files, updates in place, ``past`` imports, setdefault for the velocity."""

from builtins import range

import numpy as np


def sgd(w, dw, config=None):
    if config is None: config = {}
    config.setdefault('learning_rate', 1e-2)

    w -= config['learning_rate'] * dw
    return w, config


def sgd_momentum(w, dw, config=None):
    if config is None: config = {}
    config.setdefault('learning_rate', 1e-2)
    config.setdefault('momentum', 0.9)
    v = config.get('velocity', np.zeros_like(w))

    next_w = None
    v = config['momentum'] * v - config['learning_rate'] * dw
    next_w = w + v

    config['velocity'] = v
    return next_w, config


def sgd_nesterov(w, dw, config=None):
    if config is None: config = {}
    config.setdefault('learning_rate', 1e-2)
    config.setdefault('momentum', 0.9)
    config.setdefault('velocity', np.zeros_like(w))
    v_prev = config['velocity'].copy()
    config['velocity'] *= config['momentum']
    config['velocity'] -= config['learning_rate'] * dw
    w += -config['momentum'] * v_prev
    w += (1 + config['momentum']) * config['velocity']
    return w, config


def nesterov_lookahead(theta, v, grad_fn, lr, mu):
    x = np.copy(theta)
    v = np.copy(v)
    x += mu * v
    g = grad_fn(x)
    v *= mu
    v -= lr * g
    return theta + v, v
