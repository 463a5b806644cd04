"""Frames over a stream socket, with deadlines."""

from __future__ import annotations

import socket
import struct
import sys
import time
from typing import Any

from grader.wire.decoding import decode
from grader.wire.encoding import encode
from grader.wire.format import (
    COALESCE,
    MAX_HEADER,
    MAX_PAYLOAD,
    PREFIX,
    RECV,
    Decode,
    Encode,
    WireClosed,
    WireError,
    WireTimeout,
)

_TIMEVAL = struct.Struct("ll")
_KERNEL_KEEPS_TIME = sys.platform == "linux"
"""There the socket stays in blocking mode and the kernel ends a wait. Python's own timeouts put the socket into
non-blocking mode and ask ``poll`` before each call, which doubles the cost of a small frame."""


class Channel:
    """Frames over a connected stream socket, with a deadline on every operation.

    Not thread-safe. Owns the socket: ``close()`` closes it.
    """

    def __init__(self, sock: socket.socket, *, candidate: bool = False) -> None:
        self.sock = sock
        self._bounded = False
        sock.settimeout(None)
        self.candidate = candidate
        self._buffer = bytearray()
        self._scratch = memoryview(bytearray(RECV))

    @property
    def pending(self) -> bool:
        """Whether bytes that were already received wait to be taken."""
        return bool(self._buffer)

    def send(self, value: object, opaque: Encode | None = None, *, seconds: float | None = None) -> list[bytes]:
        """Send one value and return the pieces of its frame.

        Raises ``WireError`` before a byte is sent when the value cannot cross.
        """
        pieces = encode(value, opaque, candidate=self.candidate)
        deadline = None if seconds is None else time.monotonic() + seconds
        if sum(map(len, pieces)) <= COALESCE:
            self._send_all(b"".join(pieces), deadline)
        else:
            for piece in pieces:
                self._send_all(piece, deadline)
        return pieces

    def _send_all(self, data: bytes, deadline: float | None) -> None:
        done = 0
        while done < len(data):  # a peer that reads byte by byte gets no more time than one that does not read
            self._bound(deadline, socket.SO_SNDTIMEO, "the peer does not read")
            try:
                done += self.sock.send(memoryview(data)[done:] if done else data)
            except (TimeoutError, BlockingIOError):
                raise WireTimeout("the peer does not read") from None
            except OSError:
                raise WireClosed("the peer is gone") from None

    def receive(self, opaque: Decode | None = None, *, seconds: float | None = None) -> Any:
        """The next value. Raises ``WireTimeout``, ``WireClosed`` or ``WireError``."""
        return self.decode(*self.receive_frame(seconds=seconds), opaque)

    def decode(self, header: bytes, payload: bytearray, opaque: Decode | None = None) -> Any:
        """The value in one received frame. Raises ``WireError``."""
        return decode(header, payload, opaque, candidate=self.candidate)

    def receive_frame(self, *, seconds: float | None = None) -> tuple[bytes, bytearray]:
        """The next frame as header and payload, undecoded."""
        deadline = None if seconds is None else time.monotonic() + seconds
        buffer = self._buffer
        self._fill(PREFIX.size, deadline)
        header_size, payload_size = PREFIX.unpack_from(buffer)
        if header_size > MAX_HEADER or payload_size > MAX_PAYLOAD:
            raise WireError("a frame announces more than is allowed")
        body = PREFIX.size + header_size
        size = body + payload_size
        if size <= COALESCE:
            self._fill(size, deadline)
            header, payload = bytes(buffer[PREFIX.size : body]), buffer[body:size]
            del buffer[:size]
            return header, payload
        del buffer[: PREFIX.size]
        return bytes(self._take(header_size, deadline)), self._take(payload_size, deadline)

    def _fill(self, size: int, deadline: float | None) -> None:
        """Read until the buffer holds ``size`` bytes."""
        while len(self._buffer) < size:
            self._buffer += self._scratch[: self._recv_into(self._scratch, deadline)]

    def _take(self, size: int, deadline: float | None) -> bytearray:
        if size <= COALESCE:
            self._fill(size, deadline)
        buffer = self._buffer
        if len(buffer) >= size:
            out = buffer[:size]
            del buffer[:size]
            return out
        return self._take_large(size, deadline)

    def _take_large(self, size: int, deadline: float | None) -> bytearray:
        out = bytearray(size)
        done = len(self._buffer)
        out[:done] = self._buffer
        self._buffer.clear()
        view = memoryview(out)
        while done < size:
            done += self._recv_into(view[done:], deadline)
        return out

    def _recv_into(self, view: memoryview, deadline: float | None) -> int:
        self._bound(deadline, socket.SO_RCVTIMEO, "no answer in time")
        try:
            count = self.sock.recv_into(view)
        except (TimeoutError, BlockingIOError):
            raise WireTimeout("no answer in time") from None
        except OSError:
            raise WireClosed("the peer is gone") from None
        if count == 0:
            raise WireClosed("the peer closed the connection")
        return count

    def _bound(self, deadline: float | None, which: int, late: str) -> None:
        """Let the next call on the socket wait until ``deadline``; None: as long as it takes."""
        remaining = None if deadline is None else deadline - time.monotonic()
        if remaining is not None and remaining <= 0:
            raise WireTimeout(late)
        try:
            if not _KERNEL_KEEPS_TIME:
                self.sock.settimeout(remaining)
            elif remaining is not None or self._bounded:
                micros = 0 if remaining is None else max(int(remaining * 1e6), 1)  # zero: for ever
                self._bounded = True
                self.sock.setsockopt(socket.SOL_SOCKET, which, _TIMEVAL.pack(micros // 1_000_000, micros % 1_000_000))
        except OSError:
            raise WireClosed("the channel is closed") from None

    def close(self) -> None:
        """Close the socket; harmless when already closed."""
        self.sock.close()
