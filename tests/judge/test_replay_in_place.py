"""A misconception is recognised where the student works in place and where it lives in state between calls."""

from __future__ import annotations

from collections.abc import Callable

from grader.judge import replay
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


def test_what_a_known_wrong_remembers_ends_with_the_replay() -> None:
    forgetful = replay.Trusted("W1", b"def count(x, seen=[]):\n    seen.append(x)\n    return len(seen)\n")
    assert [forgetful.fresh().count(x) for x in (1, 2)] == [1, 1]
