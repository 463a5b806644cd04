"""The claims about diagnosis: each holds for the toy exercise, and each can be broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from autograde.verify import diagnosis
from autograde.verify.diagnosis import Grade, styles
from autograde.verify.rewrites import REWRITES
from grader.errors import SandboxUnavailable
from grader.model import Hint, Kind, KnownWrong, Report
from grader.pipeline import Grader
from grader.sandbox.base import Sandbox, SandboxSpec
from grader.sandbox.process import ProcessSandbox
from grader.sandbox.unsafe import UnsafeSandbox
from grader.stub import generate
from tests.judge.conftest import REFERENCE, hand_in, write_exercise

VAIN = '"value" in double.__code__.co_varnames'
"""A program that looks at its own style: true as it is written, false when it is rewritten."""


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """The strongest sandbox this machine has."""
    try:
        chosen: Sandbox = ProcessSandbox(SandboxSpec())
    except SandboxUnavailable:
        chosen = UnsafeSandbox(SandboxSpec())
    yield chosen
    chosen.close()


@pytest.fixture(scope="module")
def grader(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grader]:
    exercise = write_exercise(tmp_path_factory.mktemp("diagnosis"))
    with Grader(exercise, sandbox, suite="hidden", secret=b"diagnosis", device="cpu") as found:
        yield found


@pytest.fixture
def grade(grader: Grader) -> Grade:
    return lambda source, _: grader.grade(hand_in(source))


@pytest.fixture
def squares(grader: Grader) -> KnownWrong:
    return grader.wrongs[0]


def answering(expression: str) -> bytes:
    return REFERENCE.replace("return 2 * x", f"value = {expression}\n    return value").encode()


def test_a_mistake_is_recognised_in_every_style(squares: KnownWrong, grade: Grade) -> None:
    seen = diagnosis.known_wrong(squares, tuple(REWRITES), grade)
    assert (seen.holds, seen.detail) == (True, "")


def test_a_mistake_that_is_recognised_in_one_style_only_is_named_with_the_style(
    squares: KnownWrong, grade: Grade
) -> None:
    vain = replace(squares, source=answering(f"x * x if {VAIN} else x * 7"))
    seen = diagnosis.known_wrong(vain, ("reordered", "renamed"), grade)
    assert (seen.holds, seen.detail) == (False, "renamed: hints none (wrong_answer)")


def test_a_right_solution_is_told_nothing_in_every_style(grade: Grade) -> None:
    assert diagnosis.right("right/x.py", answering("x + x"), tuple(REWRITES), grade).holds


def test_a_right_solution_that_is_told_a_mistake_in_one_style_is_named(grade: Grade) -> None:
    seen = diagnosis.right("right/x.py", answering(f"x + x if {VAIN} else x * x"), ("reordered", "renamed"), grade)
    assert not seen.holds
    assert seen.detail == "renamed: wrong_answer, W1 in double.core.1 (Twice the input)"


def test_a_right_solution_that_loses_marks_in_one_style_is_named(grade: Grade) -> None:
    seen = diagnosis.right("right/x.py", answering(f"x + x if {VAIN} else x * 7"), ("reordered", "renamed"), grade)
    assert (seen.holds, seen.detail) == (False, "renamed: wrong_answer, no hint in double.core.1 (Twice the input)")


STUB = generate(REFERENCE).encode()
TASKS = ("double", "forward", "backward")


def test_who_has_not_done_a_task_is_told_nothing(grade: Grade) -> None:
    seen = list(diagnosis.incomplete(REFERENCE.encode(), STUB, TASKS, grade))
    assert [claim.name for claim in seen] == [f"{task} left undone is told nothing" for task in TASKS]
    assert all(claim.holds for claim in seen)


def test_who_is_told_something_without_having_done_it_is_named(grade: Grade, squares: KnownWrong) -> None:
    def told(source: bytes, name: str) -> Report:
        return replace(grade(source, name), hints=(Hint("W1", squares.title, squares.hint, ("double.core.1",)),))

    (seen,) = diagnosis.incomplete(REFERENCE.encode(), STUB, ["double"], told)
    assert (seen.holds, seen.detail) == (False, "W1 in double.core.1")


def test_a_task_that_counts_nothing_is_noticed(grade: Grade) -> None:
    (seen,) = diagnosis.incomplete(REFERENCE.encode(), REFERENCE.encode(), ["double"], grade)
    assert not seen.holds


@pytest.mark.parametrize("extent", ["sample", "all"])
def test_torch_is_not_rounded_and_a_quiz_has_no_style(extent: str) -> None:
    torch = styles(extent, Kind.TORCH)
    assert "restyled" in torch.wrongs
    assert "restyled" in torch.rights
    assert not any("float32" in name for name in (*torch.wrongs, *torch.rights))
    assert styles(extent, Kind.QUIZ) == ((), ())


def test_a_sample_makes_all_changes_at_once_and_all_are_all() -> None:
    assert styles("none") == ((), ())
    assert styles("sample") == (("restyled in float32",), ("restyled", "float32"))
    assert styles("all") == (tuple(REWRITES), tuple(REWRITES))
