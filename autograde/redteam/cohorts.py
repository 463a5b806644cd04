"""Attacks that need a class: names and folders of one student that reach for the work of another.

The folder of students goes through the same search for jobs as ``autograde grade``. What must hold afterwards:
everybody whose work was honest has a report of their own with full marks, and no two share a file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from autograde.jobs import find_jobs
from autograde.redteam.record import Fixture
from grader import pipeline
from grader.catalog import Course
from grader.intake.names import folded
from grader.model import Exercise, Lang, Report
from grader.report.index import render_index

GradePath = Callable[[Fixture, Path, Exercise, str], Report]


def try_cohort(fixture: Fixture, cohort: Path, exercise: Exercise, grade: GradePath) -> tuple[list[Report], int, str]:
    """Reports of all students, how many honest ones lost something, and what else is not as declared."""
    jobs = find_jobs(Course(cohort, (exercise,)), [cohort], exercise.slug)
    reports: list[Report] = []
    for job in jobs:
        if job.refused is not None:
            reports.append(pipeline.rejected(exercise, job.student, job.refused))
        elif job.path is None:
            reports.append(pipeline.not_submitted(exercise, job.student))
        else:
            reports.append(grade(fixture, job.path, exercise, job.student))
    changed = _honest(fixture.spec) - sum(report.earned_milli == report.max_milli for report in reports)
    return reports, max(0, changed), _surprise(fixture, reports, [job.file_name for job in jobs])


def _honest(spec: dict[str, Any]) -> int:
    return sum(bool(student.get("honest")) for student in spec["students"])


def _surprise(fixture: Fixture, reports: Sequence[Report], file_names: Sequence[str]) -> str:
    full = sum(report.earned_milli == report.max_milli for report in reports)
    if full > _honest(fixture.spec):
        return f"{full - _honest(fixture.spec)} students have marks that they did not earn"
    if len({folded(name) for name in file_names}) != len(file_names):
        return "two students share a file"
    names = {report.student for report in reports}
    if len(names) != len(fixture.spec["students"]):
        return f"{len(fixture.spec['students'])} students handed in, {len(names)} names are in the table"
    rows = render_index(list(reports), Lang.EN, links={}).count('<span class="who">')
    return "" if rows == len(names) else f"{len(names)} students, {rows} rows in the table"
