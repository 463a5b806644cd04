"""grade(): the straight line from one submission to one report.

A ``Grader`` is warm: it owns a judge (suite collected, reference in memory) and borrows a sandbox
(zygote running). It holds the only secret, from which the inputs of hidden tests are derived, and
never lets it reach the sandbox.
"""

from __future__ import annotations

import hashlib
import hmac
import importlib.metadata
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Literal, Self

from grader import assemble, catalog
from grader.errors import JudgeFault
from grader.judge.client import JudgeServer, OnCase
from grader.judge.inline import InlineJudge
from grader.judge.suite import SuiteSpec
from grader.model import (
    Case,
    Exercise,
    Kind,
    KnownWrong,
    Message,
    Outcome,
    Provenance,
    Report,
    RunEvidence,
    Submission,
    Verdict,
)
from grader.sandbox.base import Gpu, Sandbox, SandboxSpec
from grader.sandbox.gpu import limits_on_gpu

SuiteName = Literal["hidden", "public"]


def sandbox_spec(exercise: Exercise, gpu: Gpu | None = None) -> SandboxSpec:
    """What a sandbox must offer for ``exercise``, on a leased ``gpu`` if there is one; equal specs can share one."""
    modules = ("numpy", "torch") if exercise.kind is Kind.TORCH else ("numpy",)
    names = (*modules, *exercise.preload)
    return (
        SandboxSpec(names, limits_on_gpu(exercise.limits), "cuda", gpu) if gpu else SandboxSpec(names, exercise.limits)
    )


class Grader:
    """Judges submissions to one exercise, one after another. Use ``open_grader``."""

    def __init__(
        self,
        exercise: Exercise,
        sandbox: Sandbox,
        *,
        suite: SuiteName,
        secret: bytes,
        device: str,
        inline: bool = False,
    ) -> None:
        self.exercise, self.sandbox, self.suite, self.device = exercise, sandbox, suite, device
        self._secret = secret
        self._versions = versions(exercise.kind)  # reading the metadata of packages takes a millisecond
        hidden = suite == "hidden"
        self.wrongs: tuple[KnownWrong, ...] = catalog.known_wrongs(exercise) if hidden else ()
        spec = SuiteSpec(
            path=str(catalog.suite_path(exercise, suite)),
            tasks=tuple((task.name, task.opaque) for task in exercise.tasks),
            reference=catalog.reference_source(exercise) if hidden else None,
            wrongs=tuple((wrong.id, wrong.source) for wrong in self.wrongs),
            device=device,
        )
        self._digests = catalog.exercise_digest(exercise), catalog.suite_digest(exercise, suite)
        torch = exercise.kind is Kind.TORCH
        self._judge: JudgeServer | InlineJudge = InlineJudge(spec) if inline else JudgeServer(spec, torch=torch)

    @property
    def plan(self) -> tuple[Case, ...]:
        """The cases of the suite as collected (empty for an inline judge, which collects per submission)."""
        return self._judge.plan

    @property
    def judge_pid(self) -> int:
        """Process id of the warm judge (0 for an inline one); for measurements."""
        return self._judge.pid

    def grade(
        self,
        submission: Submission,
        *,
        on_case: OnCase | None = None,
        order: list[int] | None = None,
        stop_early: bool = False,
    ) -> Report:
        """The report for one submission.

        Args:
            submission: What intake took.
            on_case: Called with ``(cases done, cases planned)``.
            order: Positions of the plan in the order in which to run them.
            stop_early: End at the first case that does not pass (for mutants); the rest counts as not run.

        Raises ``JudgeFault`` when judge or sandbox broke; the caller may try once more with a fresh grader.
        """
        began = time.perf_counter()
        run = self._judge.judge(
            submission,
            self.sandbox,
            key=self._key(submission),
            limits=self.exercise.limits,
            forbidden=self.exercise.forbidden,
            on_case=on_case,
            order=order,
            stop_early=stop_early,
        )
        seconds = time.perf_counter() - began
        _refuse_broken(run)
        provenance = self._provenance(submission)
        return assemble.report(self.exercise, submission, run, self.wrongs, provenance, wall_seconds=seconds)

    def _key(self, submission: Submission) -> bytes:
        """Seed material for this submission: reproducible for us, unpredictable for its author."""
        text = f"{self.exercise.slug}:{submission.digest}"
        return hmac.digest(self._secret, text.encode("utf-8"), hashlib.sha256)

    def _provenance(self, submission: Submission) -> Provenance:
        exercise_digest, suite_digest = self._digests
        return Provenance(
            submission_digest=submission.digest,
            exercise_digest=exercise_digest,
            suite_digest=suite_digest,
            seed_digest=hashlib.sha256(self._key(submission)).hexdigest()[:16],
            suite=self.suite,
            device=self.device,
            sandbox=self.sandbox.facts,
            limits=self.exercise.limits,
            versions=self._versions,
        )

    def close(self) -> None:
        """Stop the judge; the sandbox belongs to the caller."""
        self._judge.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def open_grader(
    exercise: Exercise,
    sandbox: Sandbox,
    *,
    secret: bytes,
    suite: SuiteName = "hidden",
    device: str = "cpu",
    inline: bool = False,
) -> Iterator[Grader]:
    """A warm grader. ``inline`` judges in this process (public suites on a student's machine only)."""
    with Grader(exercise, sandbox, suite=suite, secret=secret, device=device, inline=inline) as grader:
        yield grader


def _refuse_broken(run: RunEvidence) -> None:
    """A test that broke for our reasons judges nobody."""
    broken = next((seen for seen in run.cases if seen.outcome is Outcome.BROKEN), None)
    if broken:
        raise JudgeFault(f"the test {broken.id} is broken: {broken.note}", "run `autograde verify` on the exercise")


def versions(kind: Kind) -> dict[str, str]:
    """Versions that a verdict may depend on."""
    names = ["autograde", "numpy", "pytest", *(["torch"] if kind is Kind.TORCH else [])]
    found = {"python": platform.python_version()}
    for name in names:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def rejected(exercise: Exercise, student: str, reason: Message) -> Report:
    """The report of a submission that could not be taken; it scores zero."""
    return assemble.unscored(exercise, student, Verdict.INVALID_SUBMISSION, reason, scored=True)


def not_graded(exercise: Exercise, student: str, reason: Message) -> Report:
    """The report where this machine cannot judge (no torch, no device): no score, not zero."""
    return assemble.unscored(exercise, student, Verdict.SKIPPED, reason, scored=False)


def not_submitted(exercise: Exercise, student: str) -> Report:
    """The report of a student who handed in nothing for this exercise: zero points."""
    return assemble.unscored(exercise, student, Verdict.SKIPPED, Message("skipped.not_submitted"), scored=True)


def faulted(exercise: Exercise, student: str) -> Report:
    """The report after we failed twice: no score, shown as our fault."""
    return assemble.unscored(exercise, student, Verdict.JUDGE_ERROR, Message("judge.fault"), scored=False)
