"""Frames over a stream socket, with deadlines."""

from __future__ import annotations

import socket
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


class Channel:
    """Frames over a connected stream socket, with a deadline on every operation.

    Not thread-safe. Owns the socket: ``close()`` closes it.
    """

    def __init__(self, sock: socket.socket, *, candidate: bool = False) -> None:
        self.sock = sock
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
        self.sock.settimeout(seconds)
        try:
            if sum(map(len, pieces)) <= COALESCE:
                self.sock.sendall(b"".join(pieces))
            else:
                for piece in pieces:
                    self.sock.sendall(piece)
        except TimeoutError:
            raise WireTimeout("the peer does not read") from None
        except OSError:
            raise WireClosed("the peer is gone") from None
        return pieces

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
        remaining = None if deadline is None else deadline - time.monotonic()
        if remaining is not None and remaining <= 0:
            raise WireTimeout("no answer in time")
        self.sock.settimeout(remaining)
        try:
            count = self.sock.recv_into(view)
        except TimeoutError:
            raise WireTimeout("no answer in time") from None
        except OSError:
            raise WireClosed("the peer is gone") from None
        if count == 0:
            raise WireClosed("the peer closed the connection")
        return count

    def close(self) -> None:
        """Close the socket; harmless when already closed."""
        self.sock.close()
