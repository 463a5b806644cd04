"""Objects of a library that a test makes inside the sandbox and keeps there."""

from __future__ import annotations

from collections.abc import Callable

from grader.model import Report, Verdict
from tests.judge.conftest import REFERENCE

Grade = Callable[..., Report]

SUITE = """
from grader.judge import case, expect


@case("double", "In place", "제자리에서")
def test_double(student):
    kept = student.construct("numpy.full", 3, 2.5)
    expect.holds(student.library("numpy.full", 3, 2.5).shape == (3,), "library answers by value")
    student.double(kept)
    expect.equal(student.library("numpy.array", kept), __import__("numpy").full(3, 5.0), "kept")


@case("forward", "t", "t")
def test_forward(student):
    expect.equal(student.forward(2.0, {"k": 3.0})[0], 6.0)


@case("backward", "t", "t")
def test_backward(student):
    expect.equal(student.backward(2.0, (1.0, 3.0)), 6.0)
"""


def test_what_a_test_constructs_keeps_its_identity_in_the_sandbox(grade: Grade) -> None:
    source = REFERENCE + "\n\ndef double(x):\n    x *= 2\n"
    assert grade(source, SUITE).verdict is Verdict.ACCEPTED


def test_a_constructed_object_that_is_replaced_instead_of_changed_is_noticed(grade: Grade) -> None:
    report = grade(REFERENCE, SUITE)
    assert report.verdict is Verdict.WRONG_ANSWER
    assert report.hints == ()
