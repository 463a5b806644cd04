"""The ``fake`` backend: sessions answered by a Python function in a thread, for tests of the layers above.

It offers no isolation at all and is never chosen for anybody: only tests construct it.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

from grader.errors import JudgeFault
from grader.model import RunFacts, SandboxFacts

Serve = Callable[[socket.socket], None]


class FakeSandbox:
    """Every session runs ``serve`` on the other end of a socket pair, then reports ``ending``.

    ``facts`` may be given to pretend any tier. ``opened`` counts sessions.
    """

    def __init__(self, serve: Serve, *, facts: SandboxFacts | None = None, ending: RunFacts | None = None) -> None:
        self._serve = serve
        self._facts = facts or SandboxFacts(backend="fake", tier=0)
        self._ending = ending or RunFacts(exit_code=0)
        self._gone = False
        self._sessions: list[FakeSession] = []

    @property
    def opened(self) -> int:
        """How many sessions were started."""
        return len(self._sessions)

    @property
    def facts(self) -> SandboxFacts:
        """What it pretends to be."""
        return self._facts

    def open(self) -> FakeSession:
        """A new session; ``JudgeFault`` after ``close()``, as from a backend that is gone."""
        if self._gone:
            raise JudgeFault("the sandbox is gone")
        self._sessions.append(FakeSession(self._serve, self._ending))
        return self._sessions[-1]

    def close(self) -> None:
        """Finish every session. Idempotent."""
        self._gone = True
        for session in self._sessions:
            session.finish()


class FakeSession:
    """A thread that serves one end of a socket pair."""

    core: int | None = None

    def __init__(self, serve: Serve, ending: RunFacts) -> None:
        self._ending = ending
        self._channel, self._theirs = socket.socketpair()
        self._thread = threading.Thread(target=self._run, args=(serve,), daemon=True)
        self._thread.start()

    def _run(self, serve: Serve) -> None:
        with self._theirs:
            serve(self._theirs)

    @property
    def channel(self) -> socket.socket:
        """Connected stream socket to the function."""
        return self._channel

    def streams(self) -> tuple[int, ...]:
        """A function prints nothing."""
        return ()

    def drain(self) -> bool:
        """Never too much."""
        return True

    def finish(self) -> RunFacts:
        """Hang up, wait a second for the function to notice, and report the scripted ending. Idempotent."""
        if self._channel.fileno() >= 0:
            self._channel.close()
            self._thread.join(1.0)
        return self._ending
