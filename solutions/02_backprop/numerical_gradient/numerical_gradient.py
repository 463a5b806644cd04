"""Numerical gradients by central differences, and the gradient check built on them.

The functions that are differentiated may read ``x`` from their surroundings instead of from their
argument (``lambda _: model_loss()``). So ``x`` is perturbed in place, one entry at a time, and holds
exactly its old bits afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


# <solution>
def _central(f: Callable[[Array], Any], x: Array, h: float, reduce: Callable[[Any, Any], Any]) -> Array:
    """The loop all three share; ``reduce`` turns the two values of f into one number."""
    if not isinstance(x, np.ndarray) or not np.issubdtype(x.dtype, np.floating):
        raise TypeError("x must be a floating-point array: an integer array cannot hold x + h")
    step = max(h, 1e-3) if x.dtype == np.float32 else h
    grad = np.empty(x.shape)
    for index in np.ndindex(x.shape):
        before = x[index]
        try:
            x[index] = before + step
            plus = np.array(f(x))  # a copy: f may return x itself
            x[index] = before - step
            minus = np.array(f(x))
        finally:
            x[index] = before
        grad[index] = reduce(plus, minus) / (2 * step)
    return grad


# </solution>


def numerical_gradient(f: Callable[[Array], float], x: Array, h: float = 1e-4) -> Array:
    """Gradient of a scalar function by central differences: ``(f(x + h e_i) - f(x - h e_i)) / 2h`` for every entry i.

    Args:
        f: Function of one array, returning one number. It may ignore its argument and read x itself.
        x: Point, floating-point, any shape (also 0-d, also a view or a transposed array). Perturbed in place, one
            entry at a time, and restored to exactly the same bits, also when f raises (the exception goes on).
        h: Step. For float32 x the step is ``max(h, 1e-3)``, because a smaller one drowns in rounding.

    Returns:
        Array of the shape of x, float64. f is called twice per entry. The error shrinks like h^2.

    Raises:
        TypeError: x is not a floating-point array.

    Source: Goodfellow et al., Deep Learning, section 11.5; CS231n notes, "Gradient checks".
    """
    # <solution>
    return _central(f, x, h, lambda plus, minus: plus - minus)
    # </solution>


def eval_numerical_gradient(f: Callable[[Array], float], x: Array, verbose: bool = False, h: float = 1e-5) -> Array:
    """The same with the argument order of the CS231n assignments.

    Args:
        f: Function of one array, returning one number.
        x: Point; everything said in ``numerical_gradient`` holds.
        verbose: Print every index with its derivative.
        h: Step.

    Returns:
        Array of the shape of x, float64.
    """
    # <solution>
    grad = _central(f, x, h, lambda plus, minus: plus - minus)
    if verbose:
        print("\n".join(f"{index} {derivative}" for index, derivative in np.ndenumerate(grad)))  # noqa: T201
    return grad
    # </solution>


def eval_numerical_gradient_array(f: Callable[[Array], Array], x: Array, df: Array, h: float = 1e-5) -> Array:
    """Gradient of ``sum(f(x) * df)`` for a function that returns an array: a backward pass, done numerically.

    Args:
        f: Function of one array, returning an array.
        x: Point; everything said in ``numerical_gradient`` holds.
        df: Upstream gradient, of the shape of f(x).
        h: Step.

    Returns:
        Array of the shape of x, float64: entry i is ``sum((f(x + h e_i) - f(x - h e_i)) * df) / 2h``.
    """
    # <solution>
    return _central(f, x, h, lambda plus, minus: np.sum((plus - minus) * df))
    # </solution>


def rel_error(a: Array, b: Array) -> float:
    """Largest relative error: the maximum over all entries of ``|a - b| / max(1e-8, |a| + |b|)``.

    Args:
        a: Numbers of any shape.
        b: Numbers of the same shape.

    Returns:
        A number between 0 and 1; 0 when a equals b.
    """
    # <solution>
    return float(np.max(_relative(a, b)))
    # </solution>


# <solution>
def _relative(a: Array, b: Array) -> Array:
    return np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b))


# </solution>


def grad_check(f: Callable[[Array], float], x: Array, analytic: Array, tol: float = 1e-6) -> dict[str, Any]:
    """Compare a gradient that you derived with the numerical one (step 1e-5), entry by entry.

    Args:
        f: Function of one array, returning one number.
        x: Point, float64.
        analytic: The gradient to be checked.
        tol: Largest relative error that passes.

    Returns:
        A dict: ``max_rel_error`` (float, as in ``rel_error``), ``worst_index`` (tuple of int: where it is largest),
        ``passed`` (bool: max_rel_error is at most tol; a NaN never passes).

    Raises:
        ValueError: analytic does not have the shape of x.
    """
    # <solution>
    if np.shape(analytic) != x.shape:
        raise ValueError(f"a gradient has the shape of x: {x.shape}, not {np.shape(analytic)}")
    errors = _relative(analytic, eval_numerical_gradient(f, x))
    worst = tuple(int(i) for i in np.unravel_index(np.argmax(errors), x.shape))
    return {
        "max_rel_error": float(errors[worst]),
        "worst_index": worst,
        "passed": bool(errors[worst] <= tol),
    }
    # </solution>
