"""One context manager moves an entry and puts it back; the gradient is filled through a flat iterator."""

from contextlib import contextmanager

import numpy as np


@contextmanager
def moved(x, index, amount):
    kept = x[index].copy()
    x[index] = kept + amount
    try:
        yield x
    finally:
        x[index] = kept


def checked_step(x, h):
    if not hasattr(x, "dtype") or x.dtype.kind != "f":
        raise TypeError("only floats can be moved")
    return h if x.dtype.itemsize > 4 else max(h, 1e-3)


def eval_numerical_gradient_array(f, x, df, h=1e-5):
    h = checked_step(x, h)
    out = np.empty(x.shape)
    entries = [index for index, _ in np.ndenumerate(x)]
    for index in reversed(entries):
        with moved(x, index, -h):
            low = float(np.sum(f(x) * df))
        with moved(x, index, h):
            high = float(np.sum(f(x) * df))
        out[index] = (high - low) / h / 2
    return out


def numerical_gradient(f, x, h=1e-4):
    return eval_numerical_gradient_array(f, x, 1.0, h)


def eval_numerical_gradient(f, x, verbose=False, h=1e-5):
    grad = eval_numerical_gradient_array(f, x, 1.0, h)
    if verbose:
        print(grad)  # noqa: T201
    return grad


def rel_error(a, b):
    return max(
        (
            abs(p - q) / max(1e-8, abs(p) + abs(q))
            for p, q in zip(np.ravel(a).tolist(), np.ravel(b).tolist(), strict=True)
        ),
        default=0.0,
    )


def grad_check(f, x, analytic, tol=1e-6):
    analytic = np.asarray(analytic)
    if analytic.shape != x.shape:
        raise ValueError(analytic.shape)
    numeric = eval_numerical_gradient(f, x)
    scores = {i: rel_error(numeric[i], analytic[i]) for i in np.ndindex(x.shape)}
    worst = max(scores, key=lambda i: np.inf if np.isnan(scores[i]) else scores[i])
    return {"max_rel_error": scores[worst], "worst_index": worst, "passed": bool(scores[worst] <= tol)}
