"""A sandbox that has one session at a time: what every backend does the same.

Knows nothing of how a candidate is started or confined, and must not: a backend brings both.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import suppress
from typing import Generic, Protocol, Self, TypeVar

from grader.errors import JudgeFault
from grader.sandbox.base import Session

__all__ = ["SingleSandbox"]


class _Ending(Session, Protocol):
    """A session that says whether it was finished."""

    @property
    def finished(self) -> bool: ...


S = TypeVar("S", bound=_Ending)


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
