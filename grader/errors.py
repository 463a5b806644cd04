"""Every error of ours, as one tree. A leaf owns an exit code and says what to do next.

::

    GraderError                         5
    |-- UsageError                      2   the command line asks for something impossible
    |-- InvalidExercise                 3   exercise.toml, stub, suite or known-wrong is malformed
    |   `-- AuthoringError              3   a hidden test is wrong (vacuous, asks the reference first...)
    |-- InvalidSubmission               3   what the student handed in cannot be taken
    |-- SandboxUnavailable              4   no boundary strong enough on this machine
    |-- StorageUnavailable              4   what was found out cannot be kept: disk full, read-only, damaged
    `-- JudgeFault                      5   we broke: never a zero score

``grader.wire.WireError`` stands apart: the sandbox shares it, and it never leaves the judge.

Nothing below the command line catches ``GraderError`` except where a step turns it into
evidence; the command line prints ``message`` and ``next_step`` and exits with ``exit_code``.
"""

from __future__ import annotations

from typing import ClassVar

from grader.model import Message, Scalar, Text


class GraderError(Exception):
    """Base of all our errors: a sentence and the next step."""

    exit_code: ClassVar[int] = 5

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step


class UsageError(GraderError):
    """The command line asks for something that does not exist or cannot be."""

    exit_code = 2


class InvalidExercise(GraderError):
    """An exercise folder is malformed; the message names file and field."""

    exit_code = 3


class AuthoringError(InvalidExercise):
    """A suite judges nothing or breaks its own rules."""


class InvalidSubmission(GraderError):
    """What was handed in cannot be graded. ``reason`` is the catalogued sentence for the student."""

    exit_code = 3

    def __init__(self, key: str, **params: Scalar | Text) -> None:
        super().__init__(key)
        self.reason = Message(key, dict(params))


class SandboxUnavailable(GraderError):
    """This machine offers no isolation strong enough to grade other people's code."""

    exit_code = 4


class StorageUnavailable(GraderError):
    """Reports cannot be kept here; what was kept before stays."""

    exit_code = 4


class JudgeFault(GraderError):
    """The judge itself failed; the submission gets no score, not zero."""
