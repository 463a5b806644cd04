"""What students and instructors are told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from grader.model.evidence import Mismatch, SandboxFacts
from grader.model.exercises import Group, Limits
from grader.model.figures import Figure
from grader.model.texts import Message, Text


class Verdict(StrEnum):
    """What became of a case, a task or a submission; later members are worse.

    ``partial`` is never a case's verdict: it says that everything in the core group passed
    and something outside of it did not.
    """

    ACCEPTED = "accepted"
    PARTIAL = "partial"
    WRONG_ANSWER = "wrong_answer"
    NOT_IMPLEMENTED = "not_implemented"
    RUNTIME_ERROR = "runtime_error"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    OUTPUT_LIMIT = "output_limit"
    FORBIDDEN = "forbidden"
    INVALID_SUBMISSION = "invalid_submission"
    SKIPPED = "skipped"
    JUDGE_ERROR = "judge_error"

    @property
    def severity(self) -> int:
        """Position in the order above; the worst verdict wins."""
        return list(Verdict).index(self)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case as a report shows it. Points are integer thousandths of a point."""

    label: str
    task: str
    group: Group
    title: Text
    verdict: Verdict
    earned_milli: int
    max_milli: int
    messages: tuple[Message, ...] = ()
    hint: str = ""
    mismatch: Mismatch | None = None
    wall_seconds: float = 0.0
    blocked_by: str = ""
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskResult:
    """One task: its cases and points (thousandths)."""

    name: str
    title: Text
    verdict: Verdict
    earned_milli: int
    max_milli: int
    cases: tuple[CaseResult, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """A named misconception, with the labels of the cases that it explains."""

    id: str
    title: Text
    text: Text
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a verdict depends on: equal provenance gives an equal report, times set aside."""

    submission_digest: str
    exercise_digest: str
    suite_digest: str
    seed_digest: str
    suite: str
    device: str
    sandbox: SandboxFacts
    limits: Limits
    versions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """The one record every view is made from. Points are integer thousandths.

    ``review`` are constructs of the submission that a person should look at; they cost no points.
    """

    exercise: str
    number: int
    title: Text
    student: str
    verdict: Verdict
    passed: bool
    scored: bool
    earned_milli: int
    max_milli: int
    messages: tuple[Message, ...]
    hints: tuple[Hint, ...]
    tasks: tuple[TaskResult, ...]
    provenance: Provenance | None
    wall_seconds: float = 0.0
    cpu_seconds: float = 0.0
    stdout: str = ""
    stderr: str = ""
    review: tuple[Message, ...] = ()
    schema: str = "autograde.report/1"
