"""The judge without a warm server: public suites on a student's own machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.model import Exercise, Report, Verdict
from grader.pipeline import Grader, open_grader
from grader.sandbox.base import SandboxSpec
from grader.sandbox.unsafe import UnsafeSandbox
from tests.judge.conftest import hand_in, write_exercise

PUBLIC = """
import numpy as np
from grader.judge import case, expect

@case("double", "Twice", "두 배")
def test_double(student):
    expect.close(student.double(np.ones(2)), FACTOR * np.ones(2), "out")

@case("forward", "Forward", "순전파")
def test_forward(student):
    out, cache = student.forward(np.ones(2), {"k": 3.0})
    expect.close(out, 3 * np.ones(2), "out")

@case("backward", "Backward", "역전파")
def test_backward(student):
    _, cache = student.forward(np.ones(2), {"k": 3.0})
    expect.close(student.backward(np.ones(2), cache), 3 * np.ones(2), "dx")
"""

RIGHT = """
print("hello")
def double(x): return 2 * x
def forward(x, param): return param["k"] * x, param
def backward(dout, cache): return cache["k"] * dout
"""


@pytest.fixture(scope="module")
def sandbox() -> Iterator[UnsafeSandbox]:
    with UnsafeSandbox(SandboxSpec()) as sandbox:
        yield sandbox


def exercise(root: Path, factor: int = 2) -> Exercise:
    found = write_exercise(root)
    (found.published / "test_public.py").write_text(f"FACTOR = {factor}\n{PUBLIC}", encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def grader(sandbox: UnsafeSandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grader]:
    found = exercise(tmp_path_factory.mktemp("course"))
    with open_grader(found, sandbox, secret=b"", suite="public", inline=True) as grader:
        yield grader


def verdicts(report: Report) -> list[Verdict]:
    return [case.verdict for task in report.tasks for case in task.cases]


def test_a_right_submission_passes_and_is_shown_what_it_printed(grader: Grader) -> None:
    report = grader.grade(hand_in(RIGHT))
    assert (report.verdict, report.earned_milli) == (Verdict.ACCEPTED, 7000)
    assert report.stdout.split() == ["hello"]


def test_a_public_failure_shows_the_text_of_the_exception(grader: Grader) -> None:
    report = grader.grade(hand_in(RIGHT + "def double(x): raise ValueError('my own words')\n"))
    assert "my own words" in repr(report)


def test_one_grader_judges_one_submission_after_another(grader: Grader) -> None:
    for _ in range(2):
        assert grader.grade(hand_in(RIGHT)).verdict is Verdict.ACCEPTED
        assert grader.grade(hand_in("def double(x:\n")).verdict is Verdict.INVALID_SUBMISSION


def test_a_death_is_survived(grader: Grader) -> None:
    report = grader.grade(hand_in(RIGHT + "def double(x):\n    import os; os._exit(3)\n"))
    assert verdicts(report) == [Verdict.RUNTIME_ERROR, Verdict.ACCEPTED, Verdict.ACCEPTED]


def test_progress_is_told_case_by_case(grader: Grader) -> None:
    told: list[tuple[int, int]] = []
    grader.grade(hand_in(RIGHT), on_case=lambda done, planned: told.append((done, planned)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_an_early_stop_leaves_the_rest_not_run(grader: Grader) -> None:
    report = grader.grade(hand_in(RIGHT + "def double(x): return x\n"), stop_early=True)
    assert verdicts(report) == [Verdict.WRONG_ANSWER, Verdict.SKIPPED, Verdict.SKIPPED]


def test_two_exercises_in_one_process_are_judged_by_their_own_suites(
    sandbox: UnsafeSandbox, grader: Grader, tmp_path: Path
) -> None:
    tripled = RIGHT + "def double(x): return 3 * x\n"
    assert grader.grade(hand_in(tripled)).verdict is Verdict.WRONG_ANSWER
    with open_grader(exercise(tmp_path, factor=3), sandbox, secret=b"", suite="public", inline=True) as other:
        assert other.grade(hand_in(tripled)).verdict is Verdict.ACCEPTED
        assert other.grade(hand_in(RIGHT)).verdict is Verdict.WRONG_ANSWER


def test_the_reference_is_not_needed_beside_the_published_part(sandbox: UnsafeSandbox, tmp_path: Path) -> None:
    published_only = replace(exercise(tmp_path), private=None)
    with open_grader(published_only, sandbox, secret=b"", suite="public", inline=True) as grader:
        assert grader.grade(hand_in(RIGHT)).verdict is Verdict.ACCEPTED


def test_a_function_that_is_missing_is_said_to_be(grader: Grader) -> None:
    report = grader.grade(hand_in("def double(x): return 2 * x\n"))
    assert verdicts(report)[1:] == [Verdict.NOT_IMPLEMENTED] * 2
