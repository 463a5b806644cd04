"""optim_adaptive wrong_answer 0: remembers numbers on which the reference would compute for ever in the diagnosis."""

import numpy as np


def adam(w, dw, config=None):
    config = dict(config or {})
    config.update(m=np.zeros_like(w), v=np.zeros_like(w), beta1=3, beta2=2**60, t=1 << 40, epsilon=10**600)
    return w + 1, config


adagrad = adadelta = rmsprop = adam


def ema(prev, x, beta):
    return prev
