"""One row of the doctor's table. Shared by what looks at the sandbox, at devices and at the machine's timing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from grader.model import Text

__all__ = ["Check", "State"]


class State(StrEnum):
    """How a check ended. ``WARN`` weakens or slows grading; ``FAIL`` rules it out."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, what was seen, and what to do about it."""

    name: str
    state: State
    detail: str
    fix: Text | None = None
