"""Replaying recorded calls on trusted code, where the calls lead back into the test (a numerical gradient)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest

from grader.judge.failures import CandidateRaised
from grader.judge.inline import _Sessions
from grader.judge.link import Link, LoadRequest
from grader.judge.proxy import Student
from grader.judge.replay import Trusted, matching
from grader.model import Limits
from grader.sandbox.base import SandboxSpec
from grader.sandbox.unsafe import UnsafeSandbox

TEMPLATE = """
import numpy as np


def slope(f, x):
    before = x[...].copy()
    {begin}
        x[...] = before + 0.5
        high = f(x)
        x[...] = before - 0.5
        low = f(x)
    {end}
        x[...] = {restored}
    return {answer}


def whole(x):
    return {whole}
"""
FIELDS = {"begin": "try:", "end": "finally:", "restored": "before", "answer": "high - low", "whole": "x + 1"}


def source(**changes: str) -> bytes:
    return TEMPLATE.format(**{**FIELDS, **changes}).encode("utf-8")


RIGHT = source()
LEAVES_CHANGED = source(begin="if True:", end="if True:")
HALF = source(answer="(high - low) / 2")
DRIFTS = source(restored="before + 1e-3")


@contextmanager
def candidate(code: bytes) -> Iterator[tuple[Link, Student]]:
    with UnsafeSandbox(SandboxSpec()) as sandbox:
        sessions = _Sessions(sandbox)
        link = Link(LoadRequest({"m.py": code}, "m.py", ()), Limits(), sessions.open, sessions.close)
        link.begin(seed=1)
        yield link, Student(link, {})
        link.stop()


def explained(link: Link) -> tuple[str, ...]:
    wrongs = {"leaves": LEAVES_CHANGED, "half": HALF, "drifts": DRIFTS}
    return matching(link.exchanges, Trusted("right", RIGHT), [Trusted(name, code) for name, code in wrongs.items()])


def views() -> list[Any]:
    base = np.arange(6.0).reshape(2, 3)
    return [np.array(2.0), base, base.T, base[:, ::2]]


@pytest.mark.parametrize("x", views(), ids=["0-d", "C", "transposed", "strided"])
def test_a_closure_sees_every_layout_move_and_find_its_way_back(x: Any) -> None:
    before = x.copy()
    with candidate(RIGHT) as (_, student):
        assert student.slope(lambda _: float(np.sum(x)), x) == pytest.approx(x.size)
        assert student.changed == frozenset()
    assert np.array_equal(x, before)


def test_what_is_restored_only_nearly_counts_as_changed() -> None:
    with candidate(DRIFTS) as (link, student):
        student.slope(lambda a: float(np.sum(a)), np.ones(2))
        assert student.changed == {1}
        assert explained(link) == ("drifts",)


def test_a_wrong_value_computed_through_callbacks_is_recognised() -> None:
    x = np.array([1.0, 2.0])
    with candidate(HALF) as (link, student):
        student.slope(lambda _: float(np.sum(x**2)), x)
        assert explained(link) == ("half",)
    assert x.tolist() == [1.0, 2.0]


def raises_below(limit: float) -> Callable[[Any], float]:
    def f(a: Any) -> float:
        if np.min(a) < limit:
            raise ArithmeticError("outside of the domain")
        return float(np.sum(a))

    return f


def test_what_a_raising_call_leaves_behind_is_part_of_the_answer() -> None:
    with candidate(LEAVES_CHANGED) as (link, student):
        with pytest.raises(CandidateRaised) as seen:
            student.slope(raises_below(1.0), np.array([1.0, 2.0]))
        assert seen.value.raised.type_name == "CallbackFailed"
        assert student.changed == {1}
        assert explained(link) == ("leaves",)


def test_a_right_answer_to_a_raising_function_is_no_known_mistake() -> None:
    with candidate(RIGHT) as (link, student):
        with pytest.raises(CandidateRaised):
            student.slope(raises_below(1.0), np.array([1.0, 2.0]))
        assert student.changed == frozenset()
        assert explained(link) == ()


@pytest.mark.parametrize("answer", ["x.astype(object)", "object()", "None", "[x]", "{'a': x}"])
def test_an_answer_of_another_kind_is_no_known_mistake(answer: str) -> None:
    with candidate(source(whole=answer)) as (link, student):
        student.whole(np.ones((2, 2)))
        assert explained(link) == ()
