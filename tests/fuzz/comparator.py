"""The comparator under any pair of base values: it never raises, and never calls unequal things equal.

``oracle`` decides equality by its own, slow way: element by element, in Python's exact numbers. ``run`` is the target
of the fuzzer.
"""

from __future__ import annotations

import cmath
import math
import struct
import warnings
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from grader.judge.compare import RTOL, Tolerance, compare, gradient_mismatch
from grader.model import Mismatch
from grader.wire import DTYPES
from tests.fuzz import wire
from tests.fuzz.choices import Choices

SLACK = Fraction(1, 10**9)
"""Relative room for the comparator's own rounding."""
TINY = Fraction(1, 10**300)
TOLERANCES = (Tolerance(), Tolerance(rtol=0.0), Tolerance(rtol=0.0, atol=1e-3), Tolerance(rtol=1e-5, scale=1.0))


def run(data: bytes) -> None:
    """One pair of values and one tolerance; the pair is often nearly equal."""
    choices = Choices(data)
    tolerance = choices.pick(TOLERANCES)
    expected = wire.value(choices, 2)
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", np.exceptions.ComplexWarning)
        actual = changed(choices, expected) if choices.below(3) else wire.value(choices, 2)
    if _expectable(expected):
        judged(actual, expected, tolerance)


# --- properties ------------------------------------------------------------------------------


def judged(actual: Any, expected: Any, tolerance: Tolerance) -> Mismatch | None:
    """The comparator's word, checked against the oracle's."""
    with np.errstate(all="ignore"):
        found = compare(actual, expected, "out", tolerance)
        gradient_mismatch(actual, expected, "dx", 1e-6)
        if found is None:
            assert oracle(actual, expected, tolerance), (actual, expected, tolerance)
        else:
            assert math.isfinite(found.worst_ratio)
            assert 0 <= found.differing <= found.total
    return found


def oracle(actual: Any, expected: Any, tolerance: Tolerance) -> bool:
    """Whether ``actual`` may be called equal to ``expected``."""
    if isinstance(expected, list | tuple):
        return (
            isinstance(actual, list | tuple)
            and len(actual) == len(expected)
            and all(oracle(a, e, tolerance) for a, e in zip(actual, expected, strict=True))
        )
    if isinstance(expected, dict):
        return isinstance(actual, dict) and all(
            k in actual and oracle(actual[k], expected[k], tolerance) for k in expected
        )
    actual, expected = map(_plain_truth, (actual, expected))
    if expected is None or isinstance(expected, str | bytes | bool):
        return type(actual) is type(expected) and bool(actual == expected)
    return _numbers(actual, expected, tolerance)


def _plain_truth(value: Any) -> Any:
    """A bool in numpy's clothes as a bool; anything else as it is."""
    scalar = isinstance(value, np.bool_) or (isinstance(value, np.ndarray) and value.ndim == 0 and value.dtype == bool)
    return bool(value) if scalar else value


def _numbers(actual: Any, expected: Any, tolerance: Tolerance) -> bool:
    if not isinstance(actual, np.ndarray | np.generic | int | float | complex):
        return False
    answer, goal = np.asarray(actual), np.asarray(expected)
    if answer.shape != goal.shape or "O" in (answer.dtype.kind, goal.dtype.kind):
        return bool(answer.shape == goal.shape and answer.tolist() == goal.tolist())
    if (answer.dtype.kind == "b") != (goal.dtype.kind == "b"):
        return False
    rtol = RTOL.get(goal.dtype.name, 0.0) if tolerance.rtol is None else tolerance.rtol
    wanted = goal.ravel().tolist()
    largest = max((_size(e) for e in wanted if _finite(e)), default=Fraction(0))
    base = Fraction(rtol) * Fraction(tolerance.scale) * largest + Fraction(tolerance.atol)
    if goal.dtype.kind in "biu" and answer.dtype.kind in "biu":
        return bool(answer.ravel().tolist() == wanted)
    pairs = zip(answer.ravel().tolist(), wanted, strict=True)
    return all(_close(a, e, Fraction(rtol), base) for a, e in pairs)


def _close(a: Any, e: Any, rtol: Fraction, base: Fraction) -> bool:
    if not (_finite(a) and _finite(e)):
        return bool(a == e)
    allowed = (rtol * _size(e) + base) * (1 + SLACK) + _size(e) * SLACK / 10**5 + TINY
    return _distance(a, e) <= allowed


def _parts(number: Any) -> tuple[Fraction, Fraction]:
    if isinstance(number, complex):
        return Fraction(number.real), Fraction(number.imag)
    return Fraction(number), Fraction(0)


def _distance(a: Any, e: Any) -> Fraction:
    """At most the true distance: the larger of the two components."""
    (ar, ai), (er, ei) = _parts(a), _parts(e)
    return max(abs(ar - er), abs(ai - ei))


def _size(number: Any) -> Fraction:
    """At least the true magnitude: the sum of both components."""
    real, imaginary = _parts(number)
    return abs(real) + abs(imaginary)


def _finite(number: Any) -> bool:
    return isinstance(number, int) or cmath.isfinite(number)


# --- what is built -------------------------------------------------------------------------


def _expectable(value: Any) -> bool:
    """A reference returns numbers, text and containers of them, no references."""
    if isinstance(value, list | tuple):
        return all(map(_expectable, value))
    if isinstance(value, dict):
        return all(map(_expectable, value.values()))
    if isinstance(value, int) and not isinstance(value, bool):
        return -(1 << 63) <= value < 1 << 63
    return value is None or isinstance(value, bool | float | str | bytes | np.ndarray | np.generic)


def changed(choices: Choices, value: Any) -> Any:
    """``value``, or something that is nearly it."""
    if isinstance(value, list | tuple) and value and choices.below(2):
        at = choices.below(len(value))
        parts = [*value[:at], changed(choices, value[at]), *value[at + 1 :]]
        return parts if choices.below(2) else tuple(parts)
    if isinstance(value, dict) and value and choices.below(2):
        chosen = list(value)[choices.below(len(value))]
        return {**value, chosen: changed(choices, value[chosen])}
    if isinstance(value, np.ndarray | np.generic):
        return choices.pick(_CHANGES)(choices, np.asarray(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        if abs(value) > 1 << 1000:  # too large for a float
            return -value
        return choices.pick((value, value + 1, -value, float(value), value * (1 + 1e-6), complex(value)))
    return value


def _one_element(choices: Choices, array: Any) -> Any:
    other = array.copy()
    if other.size:
        raw = struct.unpack("<d", choices.take(8).ljust(8, b"\0"))[0]
        other.flat[choices.below(256) % other.size] = np.float64(raw).astype(other.dtype)
    return other


_CHANGES: tuple[Callable[[Choices, Any], Any], ...] = (
    lambda _, a: a,
    _one_element,
    lambda c, a: a.astype(c.pick(list(DTYPES.values()))),
    lambda _, a: a.reshape(-1),
    lambda _, a: a[..., None],
    lambda _, a: a.T,
    lambda _, a: a.tolist(),
    lambda _, a: np.negative(a) if a.dtype.kind != "b" else ~a,
    lambda _, a: a * (1 + 1e-8) if a.dtype.kind in "fc" else a,
    lambda _, a: a * np.nan if a.dtype.kind in "fc" else a,
    lambda _, a: a[()],
)
