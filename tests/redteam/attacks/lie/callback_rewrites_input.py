"""numerical_gradient wrong_answer 0: rewrites x while the test's function runs, and leaves it so."""

import numpy as np


def numerical_gradient(f, x, h=1e-4):
    x[...] = 0.4633
    f(x)
    return np.zeros(x.shape)


def rel_error(a, b):
    return np.zeros(3)
