"""numerical_gradient wrong_answer 0: callback arguments just below the cap, broadcast by the test's function."""

import numpy as np


def numerical_gradient(f, x, h=1e-4):
    f(np.ones((1_000_000,) + (1,) * x.ndim, np.int8))
    return np.zeros(x.shape)


def eval_numerical_gradient(f, x, verbose=True, h=1e-5):
    return numerical_gradient(f, x)
