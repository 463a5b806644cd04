"""A misconception is recognised although its author rounds otherwise: in float32, or in another order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from grader.pipeline import Grader
from grader.sandbox.base import Sandbox
from tests.judge.conftest import REFERENCE, WRONG, hand_in, write_exercise

SUITE = """
import numpy as np
from grader.judge import case, expect

@case("double", "Twice, and a difference", "두 배와 차이")
def test_double(student, reference, rng):
    x = rng.standard_normal(4) + 3
    expect.close(student.double(x), lambda: reference.double(x), "out")

@case("forward", "The input stays", "입력은 그대로예요")
def test_keeps(student, reference, rng):
    x = rng.standard_normal(4)
    out, _ = student.forward(x, {"k": 3.0})
    expect.unmodified(student, 0, what="x")

@case("backward", "Gradient", "기울기")
def test_backward(student):
    expect.holds(student.double(np.ones(1)) is not None, "double answers")
"""
ANSWER = REFERENCE.replace("return 2 * x", "return 2 * x, (x * 0.1) * 10 - x")
TRIPLES = WRONG.replace("return x * x", "return 3 * x, (x * 0.1) * 10 - x")
OVERWRITES = WRONG.replace(
    "def double(x):\n    return x * x",
    'def forward(x, param):\n    x *= param["k"]\n    return x.copy(), (x, param["k"])',
).replace("test_double", "test_keeps")


@pytest.fixture(scope="module")
def hints(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, str], list[str]]]:
    """Hints for the right solution with one piece of it replaced."""
    exercise = write_exercise(tmp_path_factory.mktemp("rounding"), SUITE)
    assert exercise.private is not None
    (exercise.private / "toy.py").write_text(ANSWER, encoding="utf-8")
    (exercise.private / "wrong" / "W1_squares.py").write_text(TRIPLES, encoding="utf-8")
    (exercise.private / "wrong" / "W2_overwrites.py").write_text(OVERWRITES, encoding="utf-8")
    with Grader(exercise, sandbox, suite="hidden", secret=b"rounding", device="cpu") as grader:

        def grade(before: str, after: str) -> list[str]:
            assert before in ANSWER
            return [hint.id for hint in grader.grade(hand_in(ANSWER.replace(before, after))).hints]

        yield grade


Hints = Callable[[str, str], list[str]]
SECOND = "(x * 0.1) * 10 - x"


@pytest.mark.parametrize("noise", ["x * 0", "x * 1e-9", "(x * 10) * 0.1 - x"])
def test_an_array_that_is_zero_but_for_rounding_does_not_hide_a_mistake(hints: Hints, noise: str) -> None:
    assert hints(f"return 2 * x, {SECOND}", f"return 3 * x, {noise}") == ["W1"]


def test_an_array_that_is_not_zero_does(hints: Hints) -> None:
    assert hints(f"return 2 * x, {SECOND}", "return 3 * x, x * 0.5") == []


def test_a_mistake_is_found_in_float32(hints: Hints) -> None:
    assert hints("return 2 * x", "return (3 * x.astype(np.float32)).astype(float)") == ["W1"]


def test_an_overwritten_argument_is_recognised_by_itself_when_the_answer_is_rounded(hints: Hints) -> None:
    rounded = 'x *= param["k"]\n    return x.astype(np.float32).astype(float), (x, param["k"])'
    assert hints('return x * param["k"], (x, param["k"])', rounded) == ["W2"]


def test_an_argument_overwritten_with_something_else_is_another_mistake(hints: Hints) -> None:
    other = 'out = x * param["k"]\n    x[:] = 5.0\n    return out, (x, param["k"])'
    assert hints('return x * param["k"], (x, param["k"])', other) == []
