"""Grade a cohort: many submissions, a few warm graders, every report on disk as soon as it is known.

The controller waits on pipes and never runs student code, so its workers are threads; each owns one warm
grader (sandbox and judge) and keeps it for as long as its exercise has submissions. One bad submission never
stops the cohort, and a fault of ours is retried once with a fresh grader and then costs the student no points.
This module must never decide what a submission is worth and never write outside of what ``publish`` does.
"""

from __future__ import annotations

import os
import queue
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from dataclasses import dataclass
from typing import Protocol

from autograde.fingerprint import Taken
from autograde.jobs import Job
from grader import pipeline
from grader.errors import GraderError, InvalidSubmission, SandboxUnavailable, StorageUnavailable
from grader.model import Exercise, Message, Report, Submission, Verdict

__all__ = ["Actions", "Batch", "CaseDone", "Event", "Faulted", "Finished", "OneGrader", "Reused", "Started", "taken"]

POLL_SECONDS = 0.2
"""How often the main thread looks up from the event queue, so that Ctrl-C is noticed."""
CLOSE_SECONDS = 5.0
"""How long an interrupted batch waits for its workers to close their graders, all of them together."""


class OneGrader(Protocol):
    """A warm grader of one exercise, as ``grader.pipeline.open_grader`` yields it."""

    @property
    def judge_pid(self) -> int:
        """Process id of the judge; 0 if it has no process of its own."""
        ...

    def grade(self, submission: Submission, *, on_case: Callable[[int, int], None] | None = None) -> Report:
        """Grade one submission. Raises ``JudgeFault`` when the grader itself broke."""
        ...


@dataclass(frozen=True, slots=True)
class Actions:
    """What a batch needs from the outside.

    ``open`` gives a warm grader; ``take`` reads a submission and raises ``InvalidSubmission``; ``skip`` says why an
    exercise cannot be graded here (``None``: it can); ``publish`` stores a report on what was taken and raises
    ``StorageUnavailable`` or ``OSError``; ``unlucky`` says that a report may show how busy the machine was rather than
    how slow the submission is, which earns it a second run; every worker enters ``place`` for as long as it works.
    """

    open: Callable[[Exercise], AbstractContextManager[OneGrader]]
    take: Callable[[Job], Submission]
    skip: Callable[[Exercise], Message | None]
    publish: Callable[[Job, Taken, Report], None]
    unlucky: Callable[[Report], bool] = lambda _: False
    place: Callable[[], AbstractContextManager[object]] = nullcontext


@dataclass(frozen=True, slots=True)
class Started:
    """A worker took a job."""

    worker: int
    job: Job


@dataclass(frozen=True, slots=True)
class CaseDone:
    """A case of the worker's current job ended."""

    worker: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Finished:
    """A report was published. ``seconds`` of wall time are in the report."""

    worker: int
    job: Job
    report: Report


@dataclass(frozen=True, slots=True)
class Faulted:
    """The grader broke on this job. ``detail`` is for the instructor's terminal, never for a report."""

    worker: int
    job: Job
    detail: str


@dataclass(frozen=True, slots=True)
class Reused:
    """So many reports of earlier runs still hold; ``left`` submissions are graded now."""

    reused: int
    left: int


Event = Started | CaseDone | Finished | Faulted | Reused


def taken(job: Job, actions: Actions) -> Taken:
    """What there is to judge: the submission, the reason why there is none, or that nothing was handed in."""
    if job.path is None:
        return None
    if reason := actions.skip(job.exercise):
        return reason
    try:
        return actions.take(job)
    except InvalidSubmission as error:
        return error.reason


def _unjudged(job: Job, reason: Message | None) -> Report:
    """The report of a job that no judge sees."""
    if reason is None:
        return pipeline.not_submitted(job.exercise, job.student)
    write = pipeline.not_graded if reason.key.startswith("skipped.") else pipeline.rejected
    return write(job.exercise, job.student, reason)


class _Jobs:
    """The jobs that are left, handed out so that warm graders are kept as long as they are useful."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self._lock = threading.Lock()
        self._left: dict[str, deque[Job]] = {}
        self._busy: Counter[str] = Counter()
        for job in jobs:
            self._left.setdefault(job.exercise.slug, deque()).append(job)

    def take(self, current: str) -> Job | None:
        """The next job: of ``current`` if there is one, else of the exercise with the fewest workers."""
        with self._lock:
            slug = current if self._left.get(current) else self._next()
            if slug != current:
                self._busy[current] -= 1
                self._busy[slug] += 1
            return self._left[slug].popleft() if slug else None

    def _next(self) -> str:
        waiting = [slug for slug, jobs in self._left.items() if jobs]
        return min(waiting, key=lambda slug: (self._busy[slug], -len(self._left[slug])), default="")


class _Station:
    """One worker's warm grader, replaced when the exercise changes or a judge fails."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions
        self._lock = threading.Lock()
        self._warm = ExitStack()
        self._slug = ""
        self._grader: OneGrader | None = None

    def grader(self, exercise: Exercise) -> OneGrader:
        """The warm grader of ``exercise``, opened now if it is not the current one."""
        if self._grader is None or self._slug != exercise.slug:
            self.close()
            grader = self._warm.enter_context(self._actions.open(exercise))
            with self._lock:
                self._grader, self._slug = grader, exercise.slug
        return self._grader

    def close(self) -> None:
        """Close the grader; the next job opens a fresh one."""
        with self._lock:
            self._grader = None
        warm, self._warm = self._warm, ExitStack()
        warm.close()

    def abort(self) -> None:
        """Called from outside of the worker: have its judge end now, so that it stops waiting and closes."""
        with self._lock, suppress(ProcessLookupError):
            if self._grader and self._grader.judge_pid:
                os.kill(self._grader.judge_pid, signal.SIGKILL if os.name == "posix" else signal.SIGTERM)


class Batch:
    """Grades jobs with ``workers`` threads; ``run`` may be called once."""

    def __init__(self, jobs: Iterable[Job], actions: Actions, *, workers: int) -> None:
        every = tuple(jobs)
        self._jobs = _Jobs(every)
        self._actions = actions
        self._stations = [_Station(actions) for _ in range(max(1, min(workers, len(every))))]
        self._events: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._fatal: list[Exception] = []

    def run(self, notice: Callable[[Event], None]) -> None:
        """Grade everything; ``notice`` is called in this thread for every event, in order.

        Raises ``SandboxUnavailable`` when this machine cannot grade at all, ``StorageUnavailable`` or ``OSError``
        when a report cannot be stored; lets ``KeyboardInterrupt`` through after the workers stopped. What was
        published by then stays.
        """
        threads = [
            threading.Thread(target=self._work, args=(number, station), daemon=True)
            for number, station in enumerate(self._stations)
        ]
        for thread in threads:
            thread.start()
        try:
            self._follow(notice)
        finally:
            self._end(threads)
        if self._fatal:
            raise self._fatal[0]

    def _end(self, threads: Iterable[threading.Thread]) -> None:
        """Stop the workers; whoever is in the middle of a submission loses its judge, which ends the waiting."""
        self._stop.set()
        deadline = time.monotonic() + CLOSE_SECONDS
        for thread in threads:
            while thread.is_alive() and time.monotonic() < deadline:
                for station in self._stations:
                    station.abort()
                thread.join(POLL_SECONDS)

    def _follow(self, notice: Callable[[Event], None]) -> None:
        running = len(self._stations)
        while running:
            try:
                event = self._events.get(timeout=POLL_SECONDS)
            except queue.Empty:
                continue
            if event is None:
                running -= 1
            else:
                notice(event)

    def _work(self, worker: int, station: _Station) -> None:
        try:
            with self._actions.place():
                self._serve(worker, station)
        except (SandboxUnavailable, StorageUnavailable, OSError) as error:
            self._fatal.append(error)
            self._stop.set()
        finally:
            station.close()
            self._events.put(None)

    def _serve(self, worker: int, station: _Station) -> None:
        slug = ""
        while not self._stop.is_set() and (job := self._jobs.take(slug)):
            slug = job.exercise.slug
            self._events.put(Started(worker, job))
            what = taken(job, self._actions)
            self._finish(worker, job, what, self._report(worker, job, what, station))

    def _finish(self, worker: int, job: Job, what: Taken, report: Report) -> None:
        broken = report.verdict is Verdict.JUDGE_ERROR
        if broken and self._stop.is_set():
            return  # Ctrl-C reaches our children too: what they leave behind is no verdict
        self._actions.publish(job, what, report)
        self._events.put(Finished(worker, job, report))

    def _report(self, worker: int, job: Job, what: Taken, station: _Station) -> Report:
        if not isinstance(what, Submission):
            return _unjudged(job, what)
        report = self._judge(worker, job, what, station)
        broken = report.verdict is Verdict.JUDGE_ERROR
        if (broken or self._actions.unlucky(report)) and not self._stop.is_set():
            if broken:
                station.close()
            report = self._judge(worker, job, what, station)
        return report

    def _judge(self, worker: int, job: Job, submission: Submission, station: _Station) -> Report:
        def on_case(done: int, total: int) -> None:
            self._events.put(CaseDone(worker, done, total))

        try:
            return station.grader(job.exercise).grade(submission, on_case=on_case)
        except SandboxUnavailable:
            raise
        except GraderError as error:
            detail = error.message
        except Exception as error:  # noqa: BLE001  one submission must never end the cohort, whatever we got wrong
            detail = f"{type(error).__name__}: {error}"
        station.close()
        self._events.put(Faulted(worker, job, detail))
        return pipeline.faulted(job.exercise, job.student)
