"""An exception names a misconception only when it complains of the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.pipeline import Grader
from grader.sandbox.base import Sandbox
from tests.judge.conftest import REFERENCE, WRONG, hand_in, write_exercise

Hints = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def hints(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hints]:
    """Hints for a body of ``double``, where the known mistakes add a vector of a wrong size, or refuse to work."""
    exercise = write_exercise(tmp_path_factory.mktemp("errors"))
    assert exercise.private is not None
    wrong: Path = exercise.private / "wrong"
    (wrong / "W1_squares.py").write_text(WRONG.replace("x * x", "x + np.ones(7)"), encoding="utf-8")
    refuses = WRONG.replace("return x * x", 'raise RuntimeError("no matrices, please")')
    (wrong / "W2_refuses.py").write_text(refuses, encoding="utf-8")
    with Grader(exercise, sandbox, suite="hidden", secret=b"errors", device="cpu") as grader:

        def grade(body: str) -> list[str]:
            report = grader.grade(hand_in(REFERENCE.replace("return 2 * x", body)))
            return [hint.id for hint in report.hints]

        yield grade


def test_the_same_complaint_of_a_library_about_other_sizes_is_the_same_mistake(hints: Hints) -> None:
    assert hints("return x * np.ones((2, 9))") == ["W1"]


def test_another_complaint_of_the_same_type_is_not(hints: Hints) -> None:
    assert hints("return x.reshape(5, 5)") == []


def test_words_of_an_author_do_not_count(hints: Hints) -> None:
    assert hints("raise RuntimeError(f'cannot do {x.shape}')") == ["W2"]


def test_another_type_is_another_mistake(hints: Hints) -> None:
    assert hints("raise KeyError('no matrices, please')") == []
