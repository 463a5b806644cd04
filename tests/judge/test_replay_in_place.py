"""A misconception is recognised also where the student's code works in place and the known-wrong does not."""

from __future__ import annotations

from collections.abc import Callable

from grader.model import Report, Verdict
from tests.judge.conftest import REFERENCE

Grade = Callable[..., Report]


def test_a_misconception_in_place_is_named(grade: Grade) -> None:
    report = grade(REFERENCE + "\n\ndef double(x):\n    x *= x\n    return x\n")
    assert [hint.id for hint in report.hints] == ["W1"]


def test_a_right_answer_in_place_is_no_misconception(grade: Grade) -> None:
    report = grade(REFERENCE + "\n\ndef double(x):\n    x *= 2\n    return x\n")
    assert report.verdict is Verdict.PARTIAL
    assert report.hints == ()
