"""Many calls in one round trip."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.model import Report, Verdict
from tests.judge.conftest import REFERENCE

Grade = Callable[..., Report]

SUITE = """
import numpy as np
from grader.judge import case, expect, gradients


@case("double", "Numerical gradient", "수치 미분")
def test_double(student, rng):
    x = rng.standard_normal((2, 3))
    found = gradients.numeric_batched(lambda points: student.each("double", [(p,) for p in points]), x)
    expect.gradient(found, np.full((2, 3), 2.0), "dx")


@case("forward", "Opaque positions stay in the sandbox", "캐시는 남아요")
def test_forward(student):
    answers = student.each("forward", [(1.0, {"k": 2.0}), (3.0, {"k": 4.0})])
    expect.equal([out for out, _ in answers], [2.0, 12.0])
    expect.equal([student.backward(1.0, cache) for _, cache in answers], [2.0, 4.0])


@case("backward", "t", "t")
def test_backward(student):
    expect.equal(student.backward(2.0, (1.0, 3.0)), 6.0)
"""


def test_a_numerical_gradient_needs_one_round_trip(grade: Grade) -> None:
    assert grade(REFERENCE, SUITE).verdict is Verdict.ACCEPTED


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ("return 3 * x", Verdict.WRONG_ANSWER),
        ("raise ValueError", Verdict.RUNTIME_ERROR),
        ("while True: pass", Verdict.TIME_LIMIT),
    ],
)
def test_a_failure_among_many_calls_is_judged_like_a_failure_of_one(grade: Grade, body: str, verdict: Verdict) -> None:
    report = grade(REFERENCE + f"\n\ndef double(x):\n    {body}\n", SUITE)
    assert report.verdict is verdict
    assert report.tasks[0].earned_milli == 0
    assert report.tasks[1].verdict is Verdict.ACCEPTED
