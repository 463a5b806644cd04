# ruff: noqa: A004, F401, F841, I001, T201, UP029
from builtins import range
from past.builtins import xrange

import numpy as np


def eval_numerical_gradient(f, x, verbose=True, h=0.00001):
    """
    a naive implementation of numerical gradient of f at x
    - f should be a function that takes a single argument
    - x is the point (numpy array) to evaluate the gradient at
    """
    fx = f(x)  # evaluate function value at original point
    grad = np.zeros(x.shape, dtype=np.float64)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        ix = it.multi_index
        oldval = x[ix]
        x[ix] = oldval + h
        fxph = f(x)
        x[ix] = oldval - h
        fxmh = f(x)
        x[ix] = oldval

        grad[ix] = (fxph - fxmh) / (2 * h)
        if verbose:
            print(ix, grad[ix])
        it.iternext()

    return grad


def eval_numerical_gradient_array(f, x, df, h=1e-5):
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        ix = it.multi_index

        oldval = x[ix]
        x[ix] = oldval + h
        pos = f(x).copy()
        x[ix] = oldval - h
        neg = f(x).copy()
        x[ix] = oldval

        grad[ix] = np.sum((pos - neg) * df) / (2 * h)
        it.iternext()
    return grad


def numerical_gradient(f, x, h=1e-4):
    if x.dtype.kind != "f":
        raise TypeError("float array expected")
    if x.dtype == np.float32:
        h = max(h, 1e-3)
    grad = np.zeros(x.shape)
    if x.size == 0:
        return grad
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        idx = it.multi_index
        tmp_val = x[idx]
        try:
            x[idx] = float(tmp_val) + h
            fxh1 = f(x)  # f(x+h)

            x[idx] = tmp_val - h
            fxh2 = f(x)  # f(x-h)
            grad[idx] = (fxh1 - fxh2) / (2 * h)
        finally:
            x[idx] = tmp_val
        it.iternext()
    return grad


def rel_error(x, y):
    """returns relative error"""
    return np.max(np.abs(x - y) / (np.maximum(1e-8, np.abs(x) + np.abs(y))))


def grad_check(f, x, analytic, tol=1e-6):
    if x.shape != analytic.shape:
        raise ValueError("shapes differ")
    num = eval_numerical_gradient(f, x, verbose=False)
    worst, where = -1.0, None
    for ix in np.ndindex(*x.shape):
        e = abs(num[ix] - analytic[ix]) / max(1e-8, abs(num[ix]) + abs(analytic[ix]))
        if e > worst or e != e:
            worst, where = e, ix
            if e != e:
                break
    return {"max_rel_error": worst, "worst_index": where, "passed": worst <= tol}
