"""Bounded reading of what a candidate prints: the tail is kept, the rest is counted and dropped.

Bytes stay bytes here; whoever shows them escapes them. Reading never blocks and never grows
without bound, however much is printed.
"""

from __future__ import annotations

import os
from collections import deque

TAIL_BYTES = 64 << 10
_CHUNK = 64 << 10
_READS_PER_DRAIN = 16


class Tail:
    """The last ``TAIL_BYTES`` of a stream, and how many came before."""

    def __init__(self) -> None:
        self._chunks: deque[bytes] = deque()
        self._kept = 0
        self.dropped = 0

    @property
    def total(self) -> int:
        """Bytes seen so far."""
        return self._kept + self.dropped

    def add(self, data: bytes) -> None:
        """Append, dropping the oldest bytes beyond the bound."""
        self._chunks.append(data)
        self._kept += len(data)
        while self._kept > TAIL_BYTES:
            over = self._kept - TAIL_BYTES
            first = self._chunks.popleft()
            if len(first) > over:
                self._chunks.appendleft(first[over:])
            gone = min(over, len(first))
            self._kept -= gone
            self.dropped += gone

    def bytes(self) -> bytes:
        """What was kept."""
        return b"".join(self._chunks)


class Streams:
    """The read ends of a candidate's stdout and stderr."""

    def __init__(self, fds: tuple[int, int], limit_kib: int) -> None:
        self.fds: tuple[int, ...] = fds
        self._open = dict(zip(fds, (Tail(), Tail()), strict=True))
        self._tails = tuple(self._open.values())
        self._limit = limit_kib << 10

    @property
    def exceeded(self) -> bool:
        """Whether more was printed than the limit allows."""
        return sum(tail.total for tail in self._tails) > self._limit

    @property
    def dropped(self) -> int:
        """Bytes that were read and not kept."""
        return sum(tail.dropped for tail in self._tails)

    def texts(self) -> tuple[bytes, bytes]:
        """The tails of stdout and stderr."""
        return self._tails[0].bytes(), self._tails[1].bytes()

    def drain(self) -> bool:
        """Read what is there, a bounded amount at a time. False once the limit was exceeded."""
        for fd, tail in list(self._open.items()):
            for _ in range(_READS_PER_DRAIN):
                if not self._read(fd, tail):
                    break
        return not self.exceeded

    def _read(self, fd: int, tail: Tail) -> bool:
        """One read; False when there is nothing more for now."""
        try:
            data = os.read(fd, _CHUNK)
        except BlockingIOError:
            return False
        if not data:
            self._close(fd)
            return False
        tail.add(data)
        return len(data) == _CHUNK

    def _close(self, fd: int) -> None:
        if self._open.pop(fd, None) is not None:
            os.close(fd)
            self.fds = tuple(self._open)

    def close(self) -> None:
        """Close both ends. Idempotent."""
        for fd in list(self._open):
            self._close(fd)
