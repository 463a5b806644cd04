"""Right: the style of the course files, with w and the remembered arrays updated in place."""

import numpy as np


def ema(prev, x, beta):
    return prev + (1 - beta) * (x - prev)


def adagrad(w, dw, config=None):
    if config is None: config = {}
    config.setdefault('learning_rate', 1e-2)
    config.setdefault('epsilon', 1e-10)
    config.setdefault('G', np.zeros_like(w))

    config['G'] += dw * dw
    w -= config['learning_rate'] * dw / (np.sqrt(config['G']) + config['epsilon'])
    return w, config


def adadelta(w, dw, config=None):
    if config is None: config = {}
    config.setdefault('learning_rate', 1.0)
    config.setdefault('rho', 0.9)
    config.setdefault('epsilon', 1e-6)
    config.setdefault('Eg2', np.zeros_like(w))
    config.setdefault('Edx2', np.zeros_like(w))
    rho, eps = config['rho'], config['epsilon']

    config['Eg2'] *= rho
    config['Eg2'] += (1 - rho) * dw * dw
    dx = np.sqrt(config['Edx2'] + eps) * dw / np.sqrt(config['Eg2'] + eps)
    config['Edx2'] *= rho
    config['Edx2'] += (1 - rho) * dx * dx
    w -= config['learning_rate'] * dx
    return w, config


def rmsprop(w, dw, config=None):
    if config is None: config = {}
    config.setdefault('learning_rate', 1e-2)
    config.setdefault('decay_rate', 0.99)
    config.setdefault('epsilon', 1e-8)
    config.setdefault('cache', np.zeros_like(w))

    next_w = None
    config['cache'] = config['decay_rate'] * config['cache'] + (1 - config['decay_rate']) * (dw ** 2)
    next_w = w - config['learning_rate'] * dw / (np.sqrt(config['cache']) + config['epsilon'])
    return next_w, config


def adam(w, dw, config=None):
    if config is None: config = {}
    config.setdefault('learning_rate', 1e-3)
    config.setdefault('beta1', 0.9)
    config.setdefault('beta2', 0.999)
    config.setdefault('epsilon', 1e-8)
    config.setdefault('m', np.zeros_like(w))
    config.setdefault('v', np.zeros_like(w))
    config.setdefault('t', 0)

    next_w = None
    config['t'] += 1
    config['m'] = config['beta1'] * config['m'] + (1 - config['beta1']) * dw
    config['v'] = config['beta2'] * config['v'] + (1 - config['beta2']) * (dw ** 2)
    mt = config['m'] / (1 - config['beta1'] ** config['t'])
    vt = config['v'] / (1 - config['beta2'] ** config['t'])
    next_w = w - config['learning_rate'] * mt / (np.sqrt(vt) + config['epsilon'])
    return next_w, config
