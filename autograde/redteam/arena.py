"""Warm graders for the attacks, each with an honest submission that must be graded as ever after every attack.

Sandboxes and judges are the ones that ``autograde grade`` uses, opened once and kept, because what one submission
leaves behind the next one would find. This module must never soften a limit of the sandbox for an attack's sake.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

from autograde.grading import Policy
from grader.catalog import Course, reference_source
from grader.errors import GraderError, UsageError
from grader.model import Exercise, Report, SandboxFacts, Submission
from grader.pipeline import Grader, sandbox_spec
from grader.report import renderer
from grader.sandbox.base import Sandbox, SandboxSpec

SHORT: dict[str, Any] = {
    "load_seconds": 4.0, "call_seconds": 1.0, "case_seconds": 3.0, "total_seconds": 10.0, "deaths": 1,
    "memory_mib": 512, "output_kib": 256,
}  # fmt: skip
"""Limits under which attacks that wait end soon; the same for every exercise, so that they share a sandbox."""

PROBE = b"""
def _look_for_leftovers():
    import os, sys, threading
    import numpy
    left = [name for name in os.listdir(".")] if os.getcwd() == os.environ.get("HOME") else []
    left += [name for name in os.environ if "REDTEAM" in name or "CANARY" in name]
    left += [name for name, module in list(sys.modules.items()) if "REDTEAM" in vars(module)]
    if left or threading.active_count() > 2 or numpy.geterr()["divide"] == "raise":
        raise RuntimeError("somebody was here")


_look_for_leftovers()
"""
"""What an honest successor does first: anything that an attack left for it changes its verdict."""


def limited(exercise: Exercise) -> Exercise:
    """``exercise`` with short limits."""
    return replace(exercise, limits=replace(exercise.limits, **SHORT))


def timeless(report: Report) -> str:
    """The report as JSON without what is measured: equal for equal submissions."""
    tasks = tuple(
        replace(task, cases=tuple(replace(case, wall_seconds=0.0) for case in task.cases)) for task in report.tasks
    )
    return renderer("json")(replace(report, tasks=tasks, wall_seconds=0.0, cpu_seconds=0.0), _ANY)


_ANY: Any = "en"


@dataclass(slots=True)
class _Stand:
    """A warm grader of one exercise, and what its honest successor gets when nobody was here before."""

    grader: Grader
    usual: str = ""


class Arena:
    """Grades whatever it is given. Use ``open_arena``."""

    def __init__(self, policy: Policy, secret: bytes, courses: tuple[Course, ...]) -> None:
        self._policy, self._secret, self._courses = policy, secret, courses
        self._sandboxes: dict[SandboxSpec, Sandbox] = {}
        self._stands: dict[tuple[str, str], _Stand] = {}

    @property
    def facts(self) -> SandboxFacts:
        """What the boundary is."""
        return self._sandbox(SandboxSpec(limits=replace(SandboxSpec().limits, **SHORT))).facts

    def exercise(self, slug: str) -> Exercise | None:
        """The exercise called ``slug`` with its hidden part, or None where that is not installed."""
        for course in self._courses:
            with suppress(UsageError):
                found = course.get(slug)
                return limited(found) if found.private else None
        return None

    def grade(self, exercise: Exercise, submission: Submission, suite: str = "hidden") -> Report:
        """The report. Raises ``JudgeFault`` when judge or sandbox broke; the next call gets fresh ones."""
        try:
            return self._stand(exercise, suite).grader.grade(submission)
        except GraderError:
            self._drop(exercise, suite)
            raise

    def successor_is_graded_as_ever(self, exercise: Exercise) -> bool:
        """Whether honest code that comes now gets the report that it got before the first attack."""
        try:
            return timeless(self.grade(exercise, honest(exercise))) == self.usual(exercise)
        except GraderError:
            return False

    def usual(self, exercise: Exercise) -> str:
        """What the honest successor gets when nobody was here before: full marks, or the battery proves nothing."""
        stand = self._stand(exercise, "hidden")
        if not stand.usual:
            report = self.grade(exercise, honest(exercise))
            if report.earned_milli != report.max_milli:
                raise UsageError(f"the reference of {exercise.slug} does not earn full marks here", "run verify")
            stand.usual = timeless(report)
        return stand.usual

    def judge_pid(self, exercise: Exercise) -> int:
        """The process that judges ``exercise``: another one afterwards means that it broke."""
        return self._stand(exercise, "hidden").grader.judge_pid

    def close(self) -> None:
        """Close graders, then sandboxes."""
        for stand in self._stands.values():
            stand.grader.close()
        for sandbox in self._sandboxes.values():
            sandbox.close()

    def _sandbox(self, spec: SandboxSpec) -> Sandbox:
        if spec not in self._sandboxes:
            self._sandboxes[spec] = self._policy.open_sandbox(spec)
        return self._sandboxes[spec]

    def _stand(self, exercise: Exercise, suite: str) -> _Stand:
        key = exercise.slug, suite
        if key not in self._stands:
            sandbox = self._sandbox(sandbox_spec(exercise))
            named: Any = suite
            grader = Grader(exercise, sandbox, suite=named, secret=self._secret, device="cpu")
            self._stands[key] = _Stand(grader)
        return self._stands[key]

    def _drop(self, exercise: Exercise, suite: str) -> None:
        """Close what broke; what the successor usually gets is still true."""
        stand = self._stands.pop((exercise.slug, suite), None)
        sandbox = self._sandboxes.pop(sandbox_spec(exercise), None)
        if stand:
            stand.grader.close()
        if sandbox:
            sandbox.close()
            self._stands = {k: s for k, s in self._stands.items() if s.grader.sandbox is not sandbox}


def honest(exercise: Exercise) -> Submission:
    """The honest solution, which looks around first."""
    reference = reference_source(exercise).replace(b"from __future__ import annotations\n", b"")
    files = {exercise.filename: PROBE + reference}
    return Submission("honest", exercise.filename, files, hashlib.sha256(files[exercise.filename]).hexdigest())


@contextmanager
def open_arena(policy: Policy, secret: bytes, courses: tuple[Course, ...]) -> Iterator[Arena]:
    """An arena, closed at the end. Raises ``SandboxUnavailable`` where ``policy`` cannot be met."""
    with ExitStack() as stack:
        arena = Arena(policy, secret, courses)
        stack.callback(arena.close)
        yield arena
