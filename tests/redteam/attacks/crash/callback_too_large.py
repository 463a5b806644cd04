"""numerical_gradient runtime_error 0: callback arguments that the test's function would broadcast to gigabytes."""

import numpy as np


def numerical_gradient(f, x, h=1e-4):
    f(np.ones((60 << 20,) + (1,) * x.ndim, np.int8))
    return np.zeros(x.shape)


eval_numerical_gradient = numerical_gradient


def eval_numerical_gradient_array(f, x, df, h=1e-5):
    return numerical_gradient(f, x)
