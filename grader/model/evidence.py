"""Facts from a run, without opinions."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from grader.model.exercises import Case
from grader.model.figures import Figure
from grader.model.texts import Message, Words


class Outcome(StrEnum):
    """What was seen when one case ran."""

    PASSED = "passed"
    FAILED = "failed"  # the answer was compared and was wrong
    RAISED = "raised"  # the student's code raised
    UNIMPLEMENTED = "unimplemented"  # NotImplementedError, or the name is missing
    TIMEOUT = "timeout"
    MEMORY = "memory"
    OUTPUT = "output"
    DIED = "died"  # the student's process ended in the middle of a call
    PROTOCOL = "protocol"  # what came back could not be decoded
    FORBIDDEN = "forbidden"
    NOT_RUN = "not_run"
    BROKEN = "broken"  # our fault: the suite or the judge failed


@dataclass(frozen=True, slots=True)
class Mismatch:
    """How an answer differs from what was expected, without saying what was expected.

    ``kind``: ``missing | type | structure | shape | dtype | device | nonfinite | value |
    raised | not_raised | property | mutated | gradient``. ``what`` names the compared quantity (``dx``).
    ``worst_ratio`` is the largest ``|answer - expected| / tolerance``. ``heat`` is a coarse map
    of the error, rows of levels 0 (fine) to 4 (far off), at most 32 x 32.
    """

    kind: str
    what: Words
    expected_type: str = ""
    actual_type: str = ""
    expected_shape: tuple[int, ...] | None = None
    actual_shape: tuple[int, ...] | None = None
    expected_dtype: str = ""
    actual_dtype: str = ""
    differing: int = 0
    total: int = 0
    worst_index: tuple[int, ...] | None = None
    worst_ratio: float = 0.0
    nan: int = 0
    inf: int = 0
    heat: tuple[tuple[int, ...], ...] = ()
    detail: Message | None = None


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception of the student's code. ``text`` is shown for public suites only."""

    type_name: str
    text: str = ""
    line: int | None = None
    function: str = ""


@dataclass(frozen=True, slots=True)
class CaseEvidence:
    """What was seen when one case ran.

    ``matches`` are ids of known-wrongs whose answers equal the student's in this case;
    ``near_miss`` is a mechanical explanation (transposed, sign flipped, off by a factor); ``figures``
    show the answer, whether it is right or not.
    """

    id: str
    outcome: Outcome
    wall_seconds: float = 0.0
    calls: int = 0
    mismatch: Mismatch | None = None
    raised: Raised | None = None
    matches: tuple[str, ...] = ()
    near_miss: Message | None = None
    note: str = ""
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What the operating system saw of one candidate process. Output is capped bytes."""

    exit_code: int | None = None
    signal: int | None = None
    memory_exceeded: bool = False
    output_exceeded: bool = False
    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0
    peak_mib: float = 0.0
    stdout: bytes = b""
    stderr: bytes = b""
    dropped_bytes: int = 0


@dataclass(frozen=True, slots=True)
class LoadFailure:
    """Why the submission could not be loaded at all; every case shares it.

    ``kind``: ``syntax | encoding | import | raised | timeout | died | memory | forbidden | protocol | output``.
    """

    kind: str
    raised: Raised | None = None
    name: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class SandboxFacts:
    """Which boundary was in force: the backend, its tier, its layers and what was missing."""

    backend: str
    tier: int
    layers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunEvidence:
    """Everything seen of one submission against one suite."""

    cases: tuple[CaseEvidence, ...]
    plan: tuple[Case, ...]
    load: LoadFailure | None = None
    facts: tuple[RunFacts, ...] = ()
    fault: str = ""
    review: tuple[Message, ...] = ()
