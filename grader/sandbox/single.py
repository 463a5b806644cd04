"""A sandbox that has one session at a time, and that session: what every backend does the same.

Knows nothing of how a candidate is started or confined, and must not: a backend brings both.
"""

from __future__ import annotations

import socket
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from typing import Generic, Self, TypeVar

from grader.errors import JudgeFault
from grader.model import RunFacts

__all__ = ["SingleSandbox", "SingleSession"]


class SingleSession(ABC):
    """One candidate, from its start; a subclass sets ``_channel`` when it has started one, ``_facts`` at its end."""

    core: int | None = None
    _channel: socket.socket
    _facts: RunFacts | None = None

    def __init__(self) -> None:
        self._began = time.monotonic()

    @property
    def channel(self) -> socket.socket:
        """Connected stream socket to the candidate."""
        return self._channel

    @property
    def finished(self) -> bool:
        """Whether ``finish()`` was called."""
        return self._facts is not None

    @property
    def age(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self._began

    @abstractmethod
    def streams(self) -> tuple[int, ...]:
        """File descriptors with output to drain; empty when the backend drains by itself."""

    @abstractmethod
    def drain(self) -> bool:
        """Read available output; False once ``output_kib`` was exceeded."""

    @abstractmethod
    def finish(self) -> RunFacts:
        """End every process of the session and say what was seen. Idempotent."""


S = TypeVar("S", bound="SingleSession")


class SingleSandbox(ABC, Generic[S]):
    """Opens one candidate at a time. A context manager; not thread-safe."""

    _session: S | None = None

    def open(self) -> S:
        """Start a candidate. Raises ``JudgeFault`` when that is impossible, or while another session is open."""
        if self._session and not self._session.finished:
            raise JudgeFault("a session of this sandbox is still open")
        self._session = self._next_session()
        return self._session

    def close(self) -> None:
        """Finish a session that is still open, and remove what was made. Idempotent; never raises."""
        if self._session:
            with suppress(JudgeFault):
                self._session.finish()
        self._stop()

    @abstractmethod
    def _next_session(self) -> S:
        """Start a candidate, after replacing what died. Raises ``JudgeFault``."""

    def _stop(self) -> None:
        """End what outlives a session, and remove what was made for it. Idempotent; never raises."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
