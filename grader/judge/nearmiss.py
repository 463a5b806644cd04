"""Mechanical near misses: what a wrong array looks like when no known misconception matches.

Tries a handful of simple transformations of the expected value; a match names the mistake without
showing the value. Pure; sees numbers only.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.model import Message, Words

Array = np.ndarray[Any, Any]
_RTOL = 1e-5
_NEARLY_ONE = 0.02
"""A factor as near to 1 as this comes from an epsilon or a divisor of N - 1, not from a sum in the place of a mean."""


def near_miss(actual: Any, expected: Any, what: Words) -> Message | None:
    """The simplest transformation that turns ``expected`` into ``actual``, as a message, or None."""
    if actual is None:
        return Message("near.none_returned", {"what": what})
    if isinstance(actual, np.ndarray) and isinstance(expected, np.ndarray) and actual.size != expected.size:
        return None  # before anything large is converted
    answer, goal = _number_array(actual), _number_array(expected)
    if answer is None or goal is None or answer.size == 0 or goal.size == 0:
        return None
    with np.errstate(all="ignore"):  # the student's numbers may overflow; that is evidence, not an error
        if answer.shape != goal.shape:
            return _shape_miss(answer, goal, what)
        return _value_miss(answer, goal, what)


def _number_array(value: Any) -> Array | None:
    if type(value).__module__.partition(".")[0] == "torch" and hasattr(value, "detach"):
        value = value.detach().double().numpy() if value.dtype.is_floating_point else value.detach().numpy()
    if not isinstance(value, np.ndarray | np.number | int | float):
        return None
    array = np.asarray(value)
    return array.astype(np.float64) if array.dtype.kind in "iuf" else None


def _close(a: Array, b: Array) -> bool:
    scale = float(np.abs(b).max())
    return bool(np.all(np.isfinite(a)) and np.all(np.abs(a - b) <= _RTOL * np.abs(b) + _RTOL * 0.1 * scale))


def _shape_miss(answer: Array, goal: Array, what: Words) -> Message | None:
    if answer.ndim == goal.ndim == 2 and answer.shape == goal.shape[::-1] and _close(answer.T, goal):
        return Message("near.transposed", {"what": what})
    if answer.size == goal.size and _close(answer.reshape(goal.shape), goal):
        return Message("near.reshaped", {"what": what})
    return None


def _value_miss(answer: Array, goal: Array, what: Words) -> Message | None:
    if _only_nan_spoils(answer, goal):
        return Message("near.nan_only", {"what": what})
    if not np.isfinite(answer).all() or not np.isfinite(goal).all() or not np.any(goal):
        return None
    if not np.any(answer) and goal.size > 1:
        return Message("near.all_zero", {"what": what})
    if answer.ndim == 2 and answer.shape[0] == answer.shape[1] and _close(answer.T, goal):
        return Message("near.transposed", {"what": what})
    if _close(-answer, goal):
        return Message("near.sign_flipped", {"what": what})
    return _factor(answer, goal, what) or _rearranged(answer, goal, what)


def _only_nan_spoils(answer: Array, goal: Array) -> bool:
    fine = ~np.isnan(answer)
    return bool(fine.any() and not fine.all() and np.isfinite(answer[fine]).all() and _close(answer[fine], goal[fine]))


def _factor(answer: Array, goal: Array, what: Words) -> Message | None:
    pivot = np.unravel_index(int(np.argmax(np.abs(goal))), goal.shape)
    factor = float(answer[pivot] / goal[pivot])
    telling = factor and abs(factor - 1) > _NEARLY_ONE
    if telling and _close(answer / factor, goal) and goal.size > 1:
        return Message("near.scaled", {"what": what, "factor": f"{factor:.4g}"})
    shift = float(answer[pivot] - goal[pivot])
    if goal.size > 1 and _close(answer - shift, goal):
        return Message("near.offset", {"what": what})
    return None


def _rearranged(answer: Array, goal: Array, what: Words) -> Message | None:
    if goal.size > 2 and np.unique(goal).size > 2 and _close(np.sort(answer, axis=None), np.sort(goal, axis=None)):
        return Message("near.permuted", {"what": what})
    return None
