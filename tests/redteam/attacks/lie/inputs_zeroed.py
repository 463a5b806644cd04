"""optim_momentum wrong_answer 0: zeroes its arguments in place, so that zero would be the right answer."""

import numpy as np


def sgd(w, dw, config=None):
    w[...] = 0
    if dw.flags.writeable:
        dw[...] = 0
    for key in list(config or {}):
        config[key] = 0.0
    return w, config


sgd_momentum = sgd_nesterov = sgd


def nesterov_lookahead(theta, v, grad_fn, lr, mu):
    theta[...] = v[...] = 0
    return theta, v
