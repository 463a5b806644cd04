"""A test that recognises a misconception by itself names it, and the report tells the hint."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.model import Report
from tests.judge.conftest import REFERENCE

SUITE = """
from grader.judge import case, expect

@case("double", "Even", "짝수")
def test_even(student, rng):
    seen = student.double(int(rng.integers(3, 9)))
    expect.holds(seen % 2 == 0, "double(n) is even", means="W1")

@case("forward", "Two values", "값 두 개")
def test_pair(student, rng):
    expect.raises(TypeError, lambda: student.double(None), "double", means="W1")

@case("backward", "Other", "다른 것")
def test_other(student, rng):
    expect.holds(student.double(1) == 2, "double(1) = 2")
"""

Grade = Callable[..., Report]


def hinted(report: Report) -> list[tuple[str, tuple[str, ...]]]:
    return [(hint.id, hint.cases) for hint in report.hints]


@pytest.mark.parametrize(
    ("body", "case"),
    [("2 * x + 1 if x else x + 1", "double.core.1"), ("2 * x if x else 0", "forward.core.1")],
    ids=["holds", "raises"],
)
def test_what_a_test_recognises_is_told(grade: Grade, body: str, case: str) -> None:
    report = grade(REFERENCE.replace("2 * x", body), SUITE)
    assert hinted(report) == [("W1", (case,))]


def test_a_failure_that_proves_nothing_is_not_named(grade: Grade) -> None:
    report = grade(REFERENCE.replace("2 * x", "4 * x"), SUITE)
    assert report.verdict != "accepted"
    assert report.hints == ()


def test_a_right_answer_is_told_nothing(grade: Grade) -> None:
    assert grade(REFERENCE, SUITE).hints == ()
