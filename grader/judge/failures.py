"""What a submission can do instead of answering, as exceptions for the judge's own code.

Nothing in here trusts what arrived: names, texts and numbers are checked and cut before they become facts.
"""

from __future__ import annotations

import builtins
from typing import Any

from grader.candidate.doubts import KINDS
from grader.model import LoadFailure, Message, Raised, RunFacts

DEVICE_MEMORY = "OutOfMemoryError"
"""PyTorch's exception for a GPU that has no memory left, or none within the cap."""
EXCEPTIONS = frozenset(
    name for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, BaseException)
) | {"MissingName", "ForbiddenCall", "CallbackFailed", DEVICE_MEMORY}
"""The exception names that may be shown: a name of the student's choosing could carry hidden inputs out."""

UNANSWERED = "Unanswered"
"""Stands for an exception where an item of a quiz has no answer. None of the names above, so nobody can send it."""

MAX_LINE = 1_000_000
MAX_REVIEW = 16


class CandidateFailure(Exception):
    """The student's program did something else than answer."""


class CandidateRaised(CandidateFailure):
    """The student's code raised an exception; it arrived as data."""

    def __init__(self, raised: Raised) -> None:
        super().__init__(raised.type_name)
        self.raised = raised


class CandidateTimeout(CandidateFailure):
    """No answer before the deadline."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:g} s")
        self.seconds = seconds


class CandidateDied(CandidateFailure):
    """The process ended in the middle of a request."""


class CandidateLied(CandidateFailure):
    """What came back is no answer to the request: undecodable, or out of turn."""


class CandidateUnusable(CandidateFailure):
    """The submission could not be loaded."""

    def __init__(self, failure: LoadFailure) -> None:
        super().__init__(failure.kind)
        self.failure = failure


class CandidateForbidden(CandidateFailure):
    """A forbidden library function was called at run time."""

    def __init__(self, name: str, line: int | None = None) -> None:
        super().__init__(name)
        self.name = name
        self.line = line


def raised_from(err: Any) -> Raised:
    """An exception that arrived as data, cut to what may be shown. Raises ``CandidateLied``."""
    if type(err) is not dict:
        raise CandidateLied("malformed error")
    kind = err.get("type")
    return Raised(
        type_name=kind if type(kind) is str and kind in EXCEPTIONS else "Exception",
        text=_text(err.get("text"), 2000),
        line=_line(err.get("line")),
        function=_text(err.get("function"), 80),
    )


def load_failure_from(load: Any) -> LoadFailure:
    """Why the submission could not be loaded, as the candidate says; what is malformed counts as ``protocol``."""
    if type(load) is not dict:
        return LoadFailure("protocol")
    raised = raised_from(load)
    line = _line(load.get("line"))
    return LoadFailure(_text(load.get("kind"), 20) or "raised", raised, _text(load.get("name"), 80), line)


def violation_from(value: Any, source: bytes) -> tuple[object, int | None]:
    """Name and line of a forbidden use while the code ran; a line that ``source`` does not have is none."""
    name, line = value if type(value) is list and len(value) == 2 else (value, None)
    known = type(line) is int and 0 < line <= source.count(b"\n") + 1
    return name, line if known else None


def review_from(value: Any, files: dict[str, bytes]) -> tuple[Message, ...]:
    """What a person should look at, as sentences; what is malformed is left out. Arrives before the code ran."""
    rows = value[:MAX_REVIEW] if type(value) is list else []
    return tuple(_doubt(row) for row in rows if _is_doubt(row, files))


def _is_doubt(row: Any, files: dict[str, bytes]) -> bool:
    if type(row) is not list or [type(part) for part in row] != [str, str, int, str]:
        return False
    kind, _, line, file = row
    return kind in KINDS and _line(line) is not None and file in files


def _doubt(row: list[Any]) -> Message:
    kind, name, line, file = row
    return Message(f"review.{kind}", {"name": name[:80], "line": line, "file": file})


def _text(value: Any, length: int) -> str:
    """The beginning of a text; what is none is not even formatted."""
    return value[:length] if type(value) is str else ""


def _line(value: Any) -> int | None:
    """A line number, or None for what is none."""
    return value if type(value) is int and 0 < value <= MAX_LINE else None


def load_failure_of(error: CandidateFailure, facts: RunFacts) -> LoadFailure:
    """Why nothing was answered to the request to load: what the operating system saw comes first."""
    if facts.memory_exceeded:
        return LoadFailure("memory")
    if facts.output_exceeded:
        return LoadFailure("output")
    kinds = {CandidateTimeout: "timeout", CandidateDied: "died", CandidateLied: "protocol"}
    return LoadFailure(kinds.get(type(error), "died"))
