"""A session without a boundary: threads read what the candidate prints, on any platform.

Common to candidates that are started (``unsafe``) and forked (``forked``); how one ends is theirs to say.
"""

from __future__ import annotations

import os
import threading
from abc import abstractmethod
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from grader.model import RunFacts
from grader.sandbox.base import SandboxSpec
from grader.sandbox.output import Tail
from grader.sandbox.single import SingleSession

__all__ = ["Ended", "UnconfinedSession"]

_JOIN_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a candidate ended: neither code nor signal where it was us who killed it."""

    exit_code: int | None = None
    signal: int | None = None
    cpu_seconds: float = 0.0
    peak_mib: float = 0.0

    @staticmethod
    def by(code: int, *, killed: bool, cpu_seconds: float, peak_mib: float) -> Ended:
        """From an exit code that is negative for a signal; ``killed`` says that we sent it."""
        exit_code, number = (code, None) if code >= 0 else (None, -code)
        return Ended(*((None, None) if killed else (exit_code, number)), cpu_seconds, peak_mib)


class UnconfinedSession(SingleSession):
    """One candidate, killed with its process group on ``finish()``."""

    def __init__(self, spec: SandboxSpec) -> None:
        super().__init__()
        self._limit = spec.limits.output_kib << 10
        self._tails = (Tail(), Tail())
        self._readers: list[threading.Thread] = []
        self._stopped = False

    def streams(self) -> tuple[int, ...]:
        """Nothing to watch: threads read the output."""
        return ()

    def drain(self) -> bool:
        """False once more than ``output_kib`` was printed."""
        return sum(tail.total for tail in self._tails) <= self._limit

    def finish(self) -> RunFacts:
        """Kill the process group and say how it ended. Idempotent."""
        if self._facts is None:
            self._channel.close()
            ended = self._end()
            self._facts = RunFacts(
                exit_code=ended.exit_code,
                signal=ended.signal,
                output_exceeded=not self.drain(),
                cpu_seconds=ended.cpu_seconds,
                wall_seconds=self.age,
                peak_mib=ended.peak_mib,
                stdout=self._tails[0].bytes(),
                stderr=self._tails[1].bytes(),
                dropped_bytes=sum(tail.dropped for tail in self._tails),
            )
        return self._facts

    @abstractmethod
    def _end(self) -> Ended:
        """Kill the candidate and whatever it started, stop reading, close the streams."""

    def _start_reading(self, fds: Iterable[int]) -> None:
        for fd, tail in zip(fds, self._tails, strict=True):
            self._readers.append(threading.Thread(target=self._read, args=(fd, tail), daemon=True))
            self._readers[-1].start()

    def _stop_reading(self) -> None:
        """Wait for the readers. One that is stuck never reads again: its descriptor's number may be another's soon."""
        for reader in self._readers:
            reader.join(_JOIN_SECONDS)
        self._stopped = True

    def _read(self, fd: int, tail: Tail) -> None:
        """Keep the tail of one stream; beyond the limit the candidate is left to block on a full pipe."""
        with suppress(OSError):
            while not self._stopped and tail.total <= self._limit and (data := os.read(fd, 1 << 16)):
                tail.add(data)
