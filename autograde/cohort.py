"""One run over a cohort: grade every job, keep every report, write the page of all of them.

This is what ``autograde grade`` and later shells (CI, server) call; it prints nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from autograde.batch import Actions, Batch, Event
from autograde.folder import ReportFolder
from autograde.grading import Policy, skip_reason
from autograde.jobs import Job, take
from grader.model import Report, Verdict

__all__ = ["Outcome", "grade_cohort"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run left behind: reports in the order of the course, and how it ended."""

    graded: tuple[tuple[Job, Report], ...]
    total: int
    wall_seconds: float
    interrupted: bool

    @property
    def faults(self) -> int:
        """Submissions without a score because we failed."""
        return sum(report.verdict is Verdict.JUDGE_ERROR for _, report in self.graded)


def grade_cohort(
    jobs: Sequence[Job],
    *,
    policy: Policy,
    secret: bytes,
    folder: ReportFolder,
    workers: int,
    notice: Callable[[Event], None],
) -> Outcome:
    """Grade ``jobs`` and write reports and index below ``folder``; an interruption is an outcome, not an error.

    Raises ``SandboxUnavailable`` when this machine cannot grade as ``policy`` asks, ``OSError`` when a report cannot
    be stored. The index then shows what was written by that time.
    """
    began = time.perf_counter()
    graded: list[tuple[Job, Report]] = []
    interrupted = False

    def publish(job: Job, report: Report) -> None:
        folder.write(job, report)
        graded.append((job, report))

    actions = Actions(lambda exercise: policy.grader(exercise, secret), take, skip_reason, publish)
    try:
        Batch(jobs, actions, workers=workers).run(notice)
    except KeyboardInterrupt:
        interrupted = True
    finally:
        folder.write_index(_in_order(graded))
    return Outcome(_in_order(graded), len(jobs), time.perf_counter() - began, interrupted)


def _in_order(graded: Iterable[tuple[Job, Report]]) -> tuple[tuple[Job, Report], ...]:
    return tuple(sorted(graded, key=lambda pair: (pair[0].exercise.number, pair[0].student)))
