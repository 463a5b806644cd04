"""Numerical gradients, computed by the judge on functions it trusts or calls by proxy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def numeric(f: Callable[[Array], Any], x: Array, upstream: Any = 1.0, h: float = 1e-5) -> Array:
    """Central differences of ``sum(f(x) * upstream)`` at ``x``.

    Args:
        f: Function of one array of ``x``'s shape, returning an array or a number.
        x: Point, float64, any shape. It is perturbed in place and restored exactly.
        upstream: Gradient flowing into ``f``'s output, broadcast against it.
        h: Half of the distance between the two evaluations.

    Returns:
        Array of ``x``'s shape, float64. Error is O(h^2) (Goodfellow, Deep Learning, section 11.5).
    """
    grad = np.zeros(x.shape, np.float64)
    for index in np.ndindex(x.shape):
        before = x[index]
        x[index] = before + h
        plus = np.sum(np.asarray(f(x)) * upstream)
        x[index] = before - h
        minus = np.sum(np.asarray(f(x)) * upstream)
        x[index] = before
        grad[index] = (plus - minus) / (2 * h)
    return grad


def numeric_batched(
    evaluate: Callable[[list[Array]], Sequence[Any]], x: Array, upstream: Any = 1.0, h: float = 1e-5
) -> Array:
    """``numeric`` for a function that is evaluated at many points at once, such as ``student.each``.

    Args:
        evaluate: Takes a list of ``2 * x.size`` arrays of ``x``'s shape and returns one value for each.
        x: Point, float64, any shape; it is left alone.
        upstream: Gradient flowing into each value, broadcast against it.
        h: Half of the distance between two evaluations.

    Returns:
        Array of ``x``'s shape, float64.
    """
    points: list[Array] = []
    for index in np.ndindex(x.shape):
        for step in (h, -h):
            point = x.copy()
            point[index] += step
            points.append(point)
    sums = np.array([np.sum(np.asarray(value) * upstream) for value in evaluate(points)])
    grad: Array = (sums[::2] - sums[1::2]) / (2 * h)
    return grad.reshape(x.shape)
