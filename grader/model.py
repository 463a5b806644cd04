"""The frozen records that travel between the steps of grading.

Every step (intake, run, judge, score, diagnose, render) takes records from here and returns
records from here. This module holds no behaviour beyond trivial derived values, imports
nothing of ours, and must never learn about files, processes or torch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal

Scalar = str | int | float | bool
"""What a message may carry as a parameter."""


class Lang(StrEnum):
    """Languages of student-facing text."""

    EN = "en"
    KO = "ko"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages."""

    en: str
    ko: str

    def in_(self, lang: Lang) -> str:
        """The text in ``lang``."""
        return self.ko if lang is Lang.KO else self.en


Words = str | Text
"""What an author calls a quantity or a property: code, a name or a formula as it is, prose in both languages."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the catalogue (``grader.messages``) by key, with its parameters.

    Reports carry messages, not prose, so one report renders in any language; a parameter that is prose has both.
    """

    key: str
    params: Mapping[str, Scalar | Text] = field(default_factory=dict)


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


class Group(StrEnum):
    """The three groups of cases and what each of them is worth (``grader.scoring``)."""

    CORE = "core"
    ROBUST = "robust"
    HYGIENE = "hygiene"


class Kind(StrEnum):
    """What an exercise needs inside the sandbox."""

    NUMPY = "numpy"
    TORCH = "torch"
    QUIZ = "quiz"


# --- exercises ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Limits:
    """What one submission may use. Units are in the names.

    ``vram_mib`` is memory of a GPU, where it runs on one. ``deaths``: so many hangs or crashes in the cases of one task
    end the judging of that task.
    """

    load_seconds: float = 10.0
    call_seconds: float = 3.0
    case_seconds: float = 15.0
    total_seconds: float = 60.0
    memory_mib: int = 2048
    vram_mib: int = 4096
    processes: int = 16
    file_mib: int = 16
    files: int = 256
    output_kib: int = 4096
    deaths: int = 2


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to implement: a function or a class of the submission, and its points.

    ``opaque`` are positions of a returned tuple that stay in the sandbox (caches).
    """

    name: str
    points: int
    title: Text
    opaque: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise as the catalogue reads it from ``exercise.toml``.

    ``preload`` are library modules that a sandbox imports ahead because they are slow to import. ``requires`` are slugs
    of exercises that are better done before, ``minutes`` how long this one takes (0: not estimated). ``published`` is
    the folder a student receives; ``private`` holds reference, hidden suite and known-wrongs, and is ``None`` where
    only the published part is installed.
    """

    number: int
    slug: str
    module: str
    kind: Kind
    tier: str
    title: Text
    summary: Text
    tasks: tuple[Task, ...]
    limits: Limits
    devices: tuple[str, ...]
    forbidden: tuple[str, ...]
    published: Path
    private: Path | None
    preload: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    minutes: int = 0

    @property
    def filename(self) -> str:
        """The one file a student hands in."""
        return f"{self.slug}.py"

    @property
    def points(self) -> int:
        """Full marks, in points."""
        return sum(task.points for task in self.tasks)


@dataclass(frozen=True, slots=True)
class Case:
    """One hidden or public test as collected: what it judges and how it may be shown.

    ``id`` is pytest's node name and stays inside the judge; ``label`` is what students see.
    ``needs`` names tasks whose failure explains a failure here (backward needs forward).
    """

    id: str
    label: str
    task: str
    group: Group
    title: Text
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownWrong:
    """A submission with exactly one misconception, and the hint that names it."""

    id: str
    name: str
    title: Text
    hint: Text
    fails: tuple[str, ...]
    source: bytes


# --- submissions -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Submission:
    """What a student handed in, after intake: bytes only, nothing was executed.

    ``files`` maps relative POSIX names to contents; ``main`` is the module under judgement.
    ``notes`` are messages for the student about what intake did (notebook magics dropped...).
    """

    name: str
    main: str
    files: dict[str, bytes]
    digest: str
    notes: tuple[Message, ...] = ()


# --- figures: what is better looked at than read ---------------------------------------------


class Over(StrEnum):
    """What the horizontal axis of a ``Curve`` counts."""

    STEP = "step"
    EPOCH = "epoch"
    BATCH = "batch"
    LAYER = "layer"
    DEGREE = "degree"


@dataclass(frozen=True, slots=True)
class Curve:
    """An answer along steps, epochs, batches, layers or degrees, and the band in which it has to lie.

    ``x``, ``seen``, ``low`` and ``high`` have one entry per point, at most 100, in three significant digits; None is
    a gap (not finite, or nothing was answered there). ``low`` and ``high`` are empty without a band; where they are
    equal, the band is a line. ``log`` asks for a logarithmic vertical axis.
    """

    what: Words
    over: Over
    x: tuple[float, ...]
    seen: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    log: bool = False
    call: str = ""
    kind: Literal["curve"] = "curve"


@dataclass(frozen=True, slots=True)
class Histogram:
    """How the numbers of an answer are distributed between ``start`` and ``end``.

    ``shares`` has one entry per bin, at most 48: its share of all ``total`` numbers; ``required`` the same for a right
    answer, or nothing. ``outside`` counts numbers beyond the range, ``nonfinite`` those that are none.
    """

    what: Words
    start: float
    end: float
    shares: tuple[float, ...]
    required: tuple[float, ...] = ()
    mean: float | None = None
    deviation: float | None = None
    total: int = 0
    outside: int = 0
    nonfinite: int = 0
    call: str = ""
    kind: Literal["histogram"] = "histogram"


@dataclass(frozen=True, slots=True)
class Path2D:
    """The way of an answer over a declared surface, as an optimizer walks over a loss.

    ``x`` and ``y`` are the ends of the axes; ``surface`` has one text per row from the largest y down, one digit per
    cell: levels 0 (lowest) to 7, at most 32 x 32; ``seen`` and ``required`` are at most 60 positions.
    """

    what: Words
    x: tuple[float, float]
    y: tuple[float, float]
    surface: tuple[str, ...]
    seen: tuple[tuple[float, float], ...]
    required: tuple[tuple[float, float], ...] = ()
    call: str = ""
    kind: Literal["path"] = "path"


@dataclass(frozen=True, slots=True)
class Boundary:
    """Which class an answer gives to each place of a plane, and the declared points with their classes.

    ``regions`` has one text per row from the largest y down, one character per cell: classes 0 to 3, or a dot where
    there is none, at most 32 x 32; ``points`` are at most 80 entries (x, y, class).
    """

    what: Words
    x: tuple[float, float]
    y: tuple[float, float]
    regions: tuple[str, ...]
    points: tuple[tuple[float, float, int], ...] = ()
    call: str = ""
    kind: Literal["boundary"] = "boundary"


Figure = Curve | Histogram | Path2D | Boundary
"""What a case may show of an answer: made by ``grader.judge.show``, drawn by ``grader.report.plots``.

Each has ``what``, the name of the quantity, and ``call``, how a student gets it at home (or nothing).
"""


# --- evidence: facts from a run, no opinions -----------------------------------------------


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

    ``kind``: ``missing | type | structure | shape | dtype | device | nonfinite | value | raised | not_raised |
    property | range | mutated | gradient``. ``what`` names the compared quantity (``dx``) or the property.
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


# --- reports -----------------------------------------------------------------------------


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
