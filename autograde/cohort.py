"""One run over a cohort: grade what is not graded yet, keep every report, write the page of all of them.

This is what ``autograde grade`` and later shells (CI, server) call; it prints nothing. Running it again after an
interruption of any kind finishes exactly what is missing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from autograde.batch import Actions, Batch, Event, OneGrader, Reused, taken
from autograde.cores import own_core
from autograde.fingerprint import Fingerprints, Taken, view_digest
from autograde.folder import ReportFolder
from autograde.jobs import Job, take
from autograde.ledger import Ledger, unwritten
from autograde.load import unlucky
from autograde.store import Store
from grader.model import Exercise, Kind, Message, Report, SandboxFacts, Verdict

__all__ = ["Graders", "Outcome", "grade_cohort"]


class Graders(Protocol):
    """Where graders come from: ``autograde.grading.Policy``."""

    @property
    def devices(self) -> str:
        """Everything about devices that a verdict may depend on."""
        ...

    def skip_reason(self, exercise: Exercise, /) -> Message | None:
        """Why an exercise is not graded on this machine (``None``: it is)."""
        ...

    def facts_for(self, kind: Kind, known: SandboxFacts, /) -> SandboxFacts:
        """What a verdict on an exercise of ``kind`` may depend on, knowing the sandbox of the simplest one."""
        ...

    def grader(self, exercise: Exercise, secret: bytes, /) -> AbstractContextManager[OneGrader]:
        """A warm grader of the hidden suite."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run left behind: reports in the order of the course, and how it ended.

    The reports are in brief (``autograde.ledger.brief``); the whole ones lie in the report folder. ``reused`` of them
    are of earlier runs. ``faults`` are submissions on which we failed; ``stands`` of those have a score from before.
    """

    graded: tuple[tuple[Job, Report], ...]
    total: int
    wall_seconds: float
    interrupted: bool
    reused: int = 0
    faults: int = 0
    stands: int = 0


@dataclass(slots=True)
class _Found:
    """What a run has so far."""

    graded: list[tuple[Job, Report]] = field(default_factory=list)
    reused: int = 0
    faults: int = 0
    stands: int = 0
    interrupted: bool = False


def grade_cohort(
    jobs: Sequence[Job],
    *,
    policy: Graders,
    facts: SandboxFacts,
    secret: bytes,
    folder: ReportFolder,
    workers: int,
    notice: Callable[[Event], None],
    fresh: bool = False,
) -> Outcome:
    """Grade ``jobs`` and write reports and index below ``folder``; an interruption is an outcome, not an error.

    Reports of earlier runs in ``folder`` that still hold are taken over, unless ``fresh``. ``facts`` are what
    ``inspect_sandbox`` says about ``policy``.

    Raises ``SandboxUnavailable`` when this machine cannot grade as ``policy`` asks, ``StorageUnavailable`` when a
    report cannot be stored, ``UsageError`` when another run is writing there. The index then shows what was written
    by that time.
    """
    began = time.perf_counter()
    keys = Fingerprints(lambda kind: policy.facts_for(kind, facts), secret, device=policy.devices)
    found = _Found()
    with Store(folder.grades) as store:
        ledger = Ledger(store, folder, keys, view=view_digest(folder.lang), fresh=fresh)
        try:
            _run(jobs, ledger, found, policy, secret, workers, notice)
        except KeyboardInterrupt:
            found.interrupted = True
        finally:
            graded = _in_order(found.graded)
            _write_index(folder, graded)
    seconds = time.perf_counter() - began
    return Outcome(graded, len(jobs), seconds, found.interrupted, found.reused, found.faults, found.stands)


def _run(
    jobs: Sequence[Job],
    ledger: Ledger,
    found: _Found,
    policy: Graders,
    secret: bytes,
    workers: int,
    notice: Callable[[Event], None],
) -> None:
    """First what still holds, then the rest."""
    ledger.tidy()

    def publish(job: Job, what: Taken, report: Report) -> None:
        standing = ledger.publish(job, what, report)
        found.graded.append((job, standing))
        if report.verdict is Verdict.JUDGE_ERROR:
            found.faults += 1
            found.stands += standing.verdict is not Verdict.JUDGE_ERROR

    actions = Actions(
        lambda exercise: policy.grader(exercise, secret), take, policy.skip_reason, publish, unlucky, own_core
    )
    left: list[Job] = []
    for job in jobs:
        if report := ledger.find(job, taken(job, actions)):
            found.graded.append((job, report))
            found.reused += 1
        else:
            left.append(job)
    if found.reused:
        notice(Reused(found.reused, len(left)))
    if left:
        Batch(left, actions, workers=workers).run(notice)


def _write_index(folder: ReportFolder, graded: Sequence[tuple[Job, Report]]) -> None:
    try:
        folder.write_index(graded)
    except OSError as error:
        raise unwritten(folder, error) from None


def _in_order(graded: Iterable[tuple[Job, Report]]) -> tuple[tuple[Job, Report], ...]:
    return tuple(sorted(graded, key=lambda pair: (pair[0].exercise.number, pair[0].student)))
