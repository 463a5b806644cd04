"""What a test may expect of an answer. Each function returns nothing or raises ``Unexpected``.

``Unexpected`` carries facts for the report, never a text with hidden values. Expected values may be
given as a function, which is then called only here, after the answer has arrived.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import numpy as np

from grader.judge.compare import Tolerance, compare, gradient_mismatch, type_name
from grader.judge.failures import CandidateRaised
from grader.judge.nearmiss import near_miss
from grader.judge.proxy import Remote, Student
from grader.model import Message, Mismatch, Text, Words

_made: ContextVar[list[Words]] = ContextVar("expectations")
_gpu: ContextVar[bool] = ContextVar("gpu", default=False)
_VACUOUS = Text("the true gradient is not zero everywhere", "실제 기울기가 모두 0은 아니에요")


def counting(*, gpu: bool = False) -> list[Words]:
    """Start counting expectations: a test that ends without one judged nothing. ``gpu``: its answers come from one."""
    made: list[Words] = []
    _made.set(made)
    _gpu.set(gpu)
    return made


def _count(what: Words) -> None:
    _made.get([]).append(what)


def _data(actual: Any, expected_type: str, what: Words) -> None:
    """Refuse objects that stayed in the sandbox: their attributes would be the student's own words."""
    _count(what)
    if isinstance(actual, Remote):
        raise Unexpected(Mismatch("type", what, expected_type=expected_type, actual_type=type_name(actual)))


class Unexpected(Exception):
    """An answer that is not what the test expects; ``means`` is the known-wrong that the test itself recognises."""

    def __init__(self, mismatch: Mismatch, near: Message | None = None, means: str = "") -> None:
        super().__init__(mismatch.kind)
        self.mismatch = mismatch
        self.near = near
        self.means = means


def close(
    actual: Any,
    expected: Any,
    what: Words = "output",
    *,
    rtol: float | None = None,
    atol: float = 0.0,
    scale: float = 0.1,
) -> None:
    """``actual`` equals ``expected`` within the tolerance of its dtype (``compare.RTOL``).

    Args:
        actual: The answer: array, tensor, number, or a container of them.
        expected: The same kind of thing, or a function without arguments that computes it.
        what: Name of the quantity as the student knows it, e.g. ``"dx"``; words as ``say("mean", "평균")``.
        rtol: Relative tolerance, where the table does not fit.
        atol: Absolute tolerance, added.
        scale: Share of the largest expected magnitude that also counts.
    """
    _count(what)
    goal = expected() if callable(expected) else expected
    _raise(compare(actual, goal, what, Tolerance(rtol, atol, scale, _gpu.get())), actual, goal, what)


def equal(actual: Any, expected: Any, what: Words = "output") -> None:
    """``actual`` equals ``expected`` exactly (shape, dtype kind and every element)."""
    _count(what)
    goal = expected() if callable(expected) else expected
    _raise(compare(actual, goal, what, Tolerance(rtol=0.0)), actual, goal, what)


def gradient(actual: Any, expected: Any, what: Words = "gradient", *, tol: float = 1e-6) -> None:
    """``actual`` is the gradient ``expected`` (float64), within relative error ``tol``.

    A true gradient that is zero everywhere judges nothing, so it never counts as met: with the reference this
    is an authoring error that ``autograde verify`` shows, with a submission (whose own forward pass may be what is
    differentiated) a wrong answer.
    """
    _count(what)
    goal = expected() if callable(expected) else expected
    array = np.asarray(goal.detach().numpy() if hasattr(goal, "detach") else goal)
    if array.size and not np.any(array):
        raise Unexpected(Mismatch("property", _VACUOUS))
    _raise(gradient_mismatch(actual, goal, what, tol), actual, goal, what)


def shape(actual: Any, expected: tuple[int, ...], what: Words = "output") -> None:
    """``actual`` is an array or tensor of exactly this shape."""
    _data(actual, "ndarray", what)
    if not hasattr(actual, "shape") or not hasattr(actual, "dtype"):
        raise Unexpected(Mismatch("type", what, expected_type="ndarray", actual_type=type_name(actual)))
    if tuple(actual.shape) != tuple(expected):
        raise Unexpected(Mismatch("shape", what, expected_shape=tuple(expected), actual_shape=tuple(actual.shape)))


def dtype(actual: Any, expected: str, what: Words = "output") -> None:
    """``actual`` has exactly this dtype, e.g. ``"float32"``."""
    _data(actual, "ndarray", what)
    name = str(getattr(actual, "dtype", type(actual).__name__)).removeprefix("torch.")
    if name != expected:
        raise Unexpected(Mismatch("dtype", what, expected_dtype=expected, actual_dtype=name))


def finite(actual: Any, what: Words = "output") -> None:
    """Every element of ``actual`` is finite."""
    array = _numbers(actual, what)
    nan, inf = int(np.isnan(array).sum()), int(np.isinf(array).sum())
    if nan or inf:
        raise Unexpected(Mismatch("nonfinite", what, total=int(array.size), differing=nan + inf, nan=nan, inf=inf))


def holds(condition: Any, what: Words, *, means: str = "") -> None:
    """A stated property holds; ``what`` is a short formula such as ``"sum(softmax(x), axis=1) = 1"``,
    or says it in words: ``say("the loss falls", "손실이 줄어들어요")``.

    ``means`` names the known-wrong (``"W1"``) of which a violation is proof. It is for exercises whose students choose
    an architecture of their own: there no answer equals that of a known-wrong, and replay finds nothing.
    """
    _count(what)
    if type(condition) not in (bool, np.bool_):
        raise Unexpected(Mismatch("type", what, expected_type="bool", actual_type=type_name(condition)))
    if not condition:
        raise Unexpected(Mismatch("property", what), means=means)


def between(actual: Any, low: float, high: float, what: Words) -> None:
    """A single number lies in ``[low, high]``; NaN does not."""
    array = _numbers(actual, what)
    if array.shape != ():
        raise Unexpected(Mismatch("shape", what, expected_shape=(), actual_shape=array.shape))
    if array.dtype.kind == "c":
        raise Unexpected(Mismatch("dtype", what, expected_dtype="float64", actual_dtype=array.dtype.name))
    if not low <= float(array) <= high:
        raise Unexpected(Mismatch("range", what))


def raises(
    kinds: type[BaseException] | tuple[type[BaseException], ...],
    call: Callable[[], Any],
    what: Words = "call",
    *,
    means: str = "",
) -> None:
    """``call()`` makes the student's code raise one of ``kinds`` (or a subclass); unfinished code does not count.

    ``means``: as for ``holds``, where nothing is raised.
    """
    _count(what)
    kinds = kinds if isinstance(kinds, tuple) else (kinds,)
    names = [kind.__name__ for kind in kinds]
    try:
        call()
    except CandidateRaised as error:
        if error.raised.type_name in names:
            return
        if error.raised.type_name in ("NotImplementedError", "MissingName"):
            raise
        if issubclass(getattr(builtins, error.raised.type_name, object), kinds):
            return
        seen = Mismatch("raised", what, expected_type=" / ".join(names), actual_type=error.raised.type_name)
        raise Unexpected(seen) from None
    raise Unexpected(Mismatch("not_raised", what, expected_type=" / ".join(names)), means=means)


def unmodified(student: Student, *places: int | str, what: Words = "input") -> None:
    """The last call did not change its arguments at ``places`` (all of them when none is named).

    ``what`` may name several, ``"x, y"``, in the order of ``places`` (or from the first argument on): a student is told
    of those that did change.
    """
    _count(what)
    changed = student.changed & set(places) if places else student.changed
    if changed:
        raise Unexpected(Mismatch("mutated", _changed(what, places, changed)))


def _changed(what: Words, places: tuple[int | str, ...], changed: frozenset[int | str]) -> Words:
    names = what.split(", ") if isinstance(what, str) else []
    spots = dict(zip(places or range(len(names)), names, strict=False))
    if len(names) < 2 or len(spots) < len(names) or not changed <= spots.keys():
        return what
    return ", ".join(name for place, name in spots.items() if place in changed)


def _numbers(actual: Any, what: Words) -> np.ndarray[Any, Any]:
    _data(actual, "number", what)
    if hasattr(actual, "detach"):
        actual = actual.detach().numpy()
    if isinstance(actual, bool) or not isinstance(actual, np.ndarray | np.number | int | float):
        raise Unexpected(Mismatch("type", what, expected_type="number", actual_type=type_name(actual)))
    array = np.asarray(actual)
    return array if array.dtype.kind in "fc" else array.astype(np.float64)


def _raise(found: Mismatch | None, actual: Any, goal: Any, what: Words) -> None:
    if found is None:
        return
    comparable = found.what == what and found.kind in ("shape", "value", "gradient", "nonfinite", "type")
    raise Unexpected(found, near_miss(actual, goal, what) if comparable else None)
