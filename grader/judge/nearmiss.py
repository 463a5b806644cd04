"""Mechanical near misses: what a wrong array looks like when no known misconception matches.

Tries a handful of simple transformations of the expected value; a match names the mistake without
showing the value. It is silent rather than doubtful: what few or equal numbers could show by chance is not said, nor
a factor that no size of the data and no usual constant explains. Pure; sees numbers only.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.model import Message, Words

Array = np.ndarray[Any, Any]
_RTOL = 1e-5
_FAR = 1e-3
"""Answers nearer than this, as a part of the largest number, are explained by no near miss."""
_LARGEST_FACTOR = 1024
"""A whole number up to here, or one over it, is a size of the data or a constant; others come from something else (an
epsilon, a divisor N - 1, a decay), and naming them would mislead."""
_TELLING = 5
"""So many different numbers stand in another order by mistake rather than by chance."""


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
        return _order_miss(answer, goal, what) if _is_whole(expected) else _value_miss(answer, goal, what)


def _is_whole(value: Any) -> bool:
    """Whether ``value`` holds labels, counts or indices: a factor, a sign or zeros say nothing about these."""
    return "int" in str(getattr(value, "dtype", type(value).__name__))


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
    swapped = answer.ndim == goal.ndim == 2 and answer.shape == goal.shape[::-1] and 1 not in goal.shape
    if swapped and _close(answer.T, goal):
        return Message("near.transposed", {"what": what})
    if answer.size == goal.size and _close(answer.reshape(goal.shape), goal):
        return Message("near.reshaped", {"what": what})
    return None


def _value_miss(answer: Array, goal: Array, what: Words) -> Message | None:
    if _only_nan_spoils(answer, goal):
        return Message("near.nan_only", {"what": what})
    if not _telling(answer, goal):
        return None
    if not np.any(answer) and goal.size > 1:
        return Message("near.all_zero", {"what": what})
    if _is_transposed(answer, goal):
        return Message("near.transposed", {"what": what})
    if _close(-answer, goal):
        return Message("near.sign_flipped", {"what": what})
    return _factor(answer, goal, what) or _offset(answer, goal, what) or _order_miss(answer, goal, what)


def _telling(answer: Array, goal: Array) -> bool:
    """Whether there are numbers to compare, and far enough apart that it is no epsilon or step that they differ by."""
    finite = np.isfinite(answer).all() and np.isfinite(goal).all()
    return bool(finite and np.any(goal) and np.abs(answer - goal).max() > _FAR * np.abs(goal).max())


def _is_transposed(answer: Array, goal: Array) -> bool:
    square = answer.ndim == 2 and answer.shape[0] == answer.shape[1]
    return square and _different(goal) >= _TELLING and _close(answer.T, goal)


def _different(goal: Array) -> int:
    """How many different numbers there are, but for rounding."""
    return int(np.unique((goal / np.abs(goal).max()).round(6)).size)


def _only_nan_spoils(answer: Array, goal: Array) -> bool:
    fine = ~np.isnan(answer)
    return bool(fine.any() and not fine.all() and np.isfinite(answer[fine]).all() and _close(answer[fine], goal[fine]))


def _factor(answer: Array, goal: Array, what: Words) -> Message | None:
    pivot = np.unravel_index(int(np.argmax(np.abs(goal))), goal.shape)
    factor = float(answer[pivot] / goal[pivot])
    name = _named(factor)
    if name and _different(goal) > 1 and _close(answer / factor, goal):
        return Message("near.scaled", {"what": what, "factor": name})
    return None


def _named(factor: float) -> str:
    """``-3``, ``64`` or ``1/64``; nothing for what is neither a whole number nor one over it."""
    size = abs(factor)
    if not 1 / (_LARGEST_FACTOR + 1) < size < _LARGEST_FACTOR + 1:
        return ""
    whole = round(max(size, 1 / size))
    if whole < 2 or abs(max(size, 1 / size) / whole - 1) > _RTOL:
        return ""
    return f"{'-' if factor < 0 else ''}{'' if size > 1 else '1/'}{whole}"


def _offset(answer: Array, goal: Array, what: Words) -> Message | None:
    shift = float(answer.flat[0] - goal.flat[0])
    if shift and goal.size > 2 and _different(goal) > 2 and _close(answer - shift, goal):
        return Message("near.offset", {"what": what})
    return None


def _order_miss(answer: Array, goal: Array, what: Words) -> Message | None:
    if not _telling(answer, goal):
        return None
    if _is_transposed(answer, goal):
        return Message("near.transposed", {"what": what})
    if _different(goal) >= _TELLING and _close(np.sort(answer, axis=None), np.sort(goal, axis=None)):
        return Message("near.permuted", {"what": what})
    return None
