"""What is given: exercises with their tasks and cases, known mistakes, and what students hand in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from grader.model.texts import Message, Text


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
