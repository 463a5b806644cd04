"""The rows of a gradebook, one per student and exercise, from reports.

Exists between the reports and the formats, so that every format shows the same facts. It must never recompute points.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields

from grader.model import Lang, Report

__all__ = ["HEADER", "Row", "row", "rows"]


@dataclass(frozen=True, slots=True)
class Row:
    """What a gradebook says of one report; every field is the text of a cell.

    ``points`` and ``max`` are exact, in thousandths at most; ``points`` is empty where there is no score, which is
    not zero. ``status`` is the name of the verdict, ``hints`` are the ids of the hints, ``review`` is the number of
    constructs that a person should look at, ``report`` the path of the report's page.
    """

    student: str
    exercise: str
    title: str
    points: str
    max: str
    status: str
    passed: str
    hints: str
    review: str
    report: str

    @property
    def cells(self) -> tuple[str, ...]:
        """In the order of ``HEADER``."""
        return astuple(self)


HEADER = tuple(field.name for field in fields(Row))
"""Names of the columns, the same in every language: other programs look for them."""


def row(report: Report, page: str, lang: Lang) -> Row:
    """The row of ``report``, whose page lies at ``page``."""
    return Row(
        student=report.student,
        exercise=report.exercise,
        title=report.title.in_(lang),
        points=_points(report.earned_milli) if report.scored else "",
        max=_points(report.max_milli),
        status=str(report.verdict),
        passed="yes" if report.passed else "no",
        hints=" ".join(hint.id for hint in report.hints),
        review=str(len(report.review)),
        report=page,
    )


def rows(found: Iterable[tuple[str, Report]], lang: Lang) -> list[Row]:
    """Rows of pages and their reports, in the order of the course, then by student."""
    ordered = sorted(found, key=lambda pair: (pair[1].number, pair[1].exercise, pair[1].student, pair[0]))
    return [row(report, page, lang) for page, report in ordered]


def _points(milli: int) -> str:
    """Thousandths as a decimal number, without zeros at its end: 14140 is ``14.14``."""
    whole, part = divmod(milli, 1000)
    return f"{whole}.{part:03d}".rstrip("0").rstrip(".")
