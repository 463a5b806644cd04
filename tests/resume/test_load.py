"""Only a time limit that the machine may have caused is worth another run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograde.load import crowded, starved
from grader import pipeline
from grader.catalog import Course
from grader.model import Report, Verdict

BUSY = "some avg10=41.00 avg60=8.34 avg300=5.81 total=1\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"


@pytest.fixture
def limited(course: Course) -> Report:
    empty = pipeline.not_submitted(course.get("centering"), "mina")
    return replace(empty, verdict=Verdict.TIME_LIMIT, wall_seconds=3.0, cpu_seconds=0.3)


def test_a_time_limit_with_little_work_done_may_be_the_machines(limited: Report) -> None:
    assert starved(limited)


def test_a_program_that_computed_all_the_time_was_slow_by_itself(limited: Report) -> None:
    assert not starved(replace(limited, cpu_seconds=2.9))


def test_other_verdicts_are_never_the_machines(limited: Report) -> None:
    assert not starved(replace(limited, verdict=Verdict.WRONG_ANSWER))


@pytest.mark.parametrize(
    ("pressure", "load", "expected"),
    [(BUSY, 0.0, True), (BUSY.replace("41.00", "1.00"), 9.0, False), ("", 1.5, True), ("", 0.5, False)],
)
def test_the_kernels_figures_decide_where_there_are_some(pressure: str, load: float, expected: bool) -> None:
    assert crowded(pressure, load) is expected
