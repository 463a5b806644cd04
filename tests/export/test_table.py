"""From reports to rows: exact points, no score is no zero, the order of the course."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograde.export.table import HEADER, row, rows
from grader.model import Hint, Lang, Message, Report, Text, Verdict

REPORT = Report(
    exercise="conv_naive", number=38, title=Text("Convolution", "합성곱"), student="mina", verdict=Verdict.PARTIAL,
    passed=True, scored=True, earned_milli=14140, max_milli=15000, messages=(),
    hints=(Hint("W2", Text("", ""), Text("", ""), ()),), tasks=(), provenance=None,
)  # fmt: skip


def test_a_row_says_what_the_report_says() -> None:
    cells = row(REPORT, "reports/conv_naive/mina.html", Lang.KO).cells
    assert dict(zip(HEADER, cells, strict=True)) == {
        "student": "mina", "exercise": "conv_naive", "title": "합성곱", "points": "14.14", "max": "15",
        "status": "partial", "passed": "yes", "hints": "W2", "review": "0", "report": "reports/conv_naive/mina.html",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("milli", "points"), [(0, "0"), (1, "0.001"), (500, "0.5"), (10_000, "10"), (14_140, "14.14"), (100_000, "100")]
)
def test_points_are_exact(milli: int, points: str) -> None:
    assert row(replace(REPORT, earned_milli=milli), "", Lang.EN).points == points


def test_no_score_is_not_a_zero() -> None:
    ours = replace(REPORT, verdict=Verdict.JUDGE_ERROR, scored=False, earned_milli=0)
    assert (row(ours, "", Lang.EN).points, row(ours, "", Lang.EN).status) == ("", "judge_error")


def test_what_a_person_should_look_at_is_counted() -> None:
    doubtful = replace(REPORT, review=(Message("review.reflection"), Message("review.reflection")))
    assert row(doubtful, "", Lang.EN).review == "2"


def test_rows_follow_the_course_and_then_the_students() -> None:
    works = ((40, "a"), (38, "b"), (38, "가"), (3, "z"))
    found = [("", replace(REPORT, student=name, number=number)) for number, name in works]
    assert [line.student for line in rows(found, Lang.EN)] == ["z", "b", "가", "a"]
