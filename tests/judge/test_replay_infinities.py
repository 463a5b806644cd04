"""Replay: an infinity is told from its negative, so a search that starts from the wrong end is recognised."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.pipeline import Grader
from grader.sandbox.base import Sandbox
from tests.judge.conftest import REFERENCE, WRONG, hand_in, write_exercise

SUITE = """
import numpy as np
from grader.judge import case, expect

@case("double", "Where the search starts", "찾기를 시작하는 값")
def test_double(student, reference):
    expect.equal(student.double(np.ones(2)), reference.double(np.ones(2)), "out")

@case("forward", "Runs", "실행돼요")
def test_forward(student):
    expect.holds(student.forward(np.ones(2), {"k": 1.0}) is not None, "forward answers")

@case("backward", "Runs", "실행돼요")
def test_backward(student):
    expect.holds(student.double(np.ones(2)) is not None, "double answers")
"""


@pytest.mark.parametrize(
    ("answer", "told"), [("-np.inf * x", ["W1"]), ("np.array([-np.inf, np.inf])", []), ("0.0 * x", [])]
)
def test_an_infinity_on_the_wrong_side_is_a_mistake_of_its_own(
    sandbox: Sandbox, tmp_path: Path, answer: str, told: list[str]
) -> None:
    exercise = write_exercise(tmp_path, SUITE)
    assert exercise.private is not None
    right = REFERENCE.replace("return 2 * x", "return np.inf * x")
    (exercise.private / "toy.py").write_text(right, encoding="utf-8")
    wrong = WRONG.replace("return x * x", "return -float('inf') * x")
    (exercise.private / "wrong" / "W1_squares.py").write_text(wrong, encoding="utf-8")
    with Grader(exercise, sandbox, suite="hidden", secret=b"ends", device="cpu") as grader:
        report = grader.grade(hand_in(REFERENCE.replace("return 2 * x", f"return {answer}")))
    assert [hint.id for hint in report.hints] == told
