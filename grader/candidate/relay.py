"""Carries a session's streams over one byte stream, where no socket can cross a container's boundary.

Both ends use it: a thread of the controller, and the first process of the container, which holds the standard streams
so that neither the zygote nor a candidate ever does. Bytes of a candidate are moved, counted and bounded here, never
looked at. Every lane has a window, so nobody's silence can block another lane or make anything grow.

A frame is ``<kind: u8><session: u32><size: u32><payload>`` (little endian). Control messages travel as they are;
``open`` begins the next session at both ends, whatever still arrives for an earlier one is dropped.
"""

from __future__ import annotations

import fcntl
import os
import select
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

CONTROL, CHANNEL, STDOUT, STDERR, END, CREDIT = range(6)
WINDOWS = {CHANNEL: 1 << 20, STDOUT: 1 << 16, STDERR: 1 << 16}
"""Bytes of a lane that may be on their way at once."""
_HEADER = struct.Struct("<BII")
_GRANT = struct.Struct("<BI")
_CHUNK = 1 << 16
_MAX_FRAME = 1 << 21
_MAX_MESSAGE = 1 << 17
_PIPE_BYTES = 1 << 18
_F_SETPIPE_SZ = 1031


class Broken(Exception):
    """The peer is gone, or what it sends is no frame."""


@dataclass(slots=True)
class Lane:
    """One stream at this end: ``fd`` is read from and written to, as far as it can be."""

    kind: int
    fd: int
    reads: bool
    writes: bool
    credit: int
    pending: bytearray = field(default_factory=bytearray)
    owed: int = 0
    ended: bool = False

    def close(self) -> None:
        """Close our end. Idempotent."""
        if self.fd >= 0:
            os.close(self.fd)
        self.fd, self.reads, self.writes = -1, False, False
        self.pending.clear()


Unwrap = Callable[[bytes], bytes]
"""Turns bytes as they arrive into bytes of the trunk (an engine wraps them once more)."""


class Relay:
    """Moves bytes between a trunk (``source``, ``sink``), a control socket and the lanes of the running session.

    ``outside`` says that this end is the controller's. ``run`` returns when either side is gone; the caller closes
    the trunk. Owns the lanes' descriptors, borrows everything else.
    """

    def __init__(
        self, source: int, sink: int, control: socket.socket, *, outside: bool, unwrap: Unwrap | None = None
    ) -> None:
        self._source, self._sink, self._control = source, sink, control
        self._outside = outside
        self._unwrap = unwrap
        self._arrived = bytearray()
        self._leaving = bytearray()
        self._session = 0
        self._lanes: dict[int, Lane] = {}
        for fd in (source, sink):
            os.set_blocking(fd, False)

    def run(self) -> None:
        """Relay until the peer or the owner of the control socket is gone."""
        try:
            while True:
                self._turn()
        except (Broken, OSError):
            pass  # the end of the connection is how a relay ends
        finally:
            self._drop_lanes()

    def _turn(self) -> None:
        poller = select.poll()
        wanted = dict(self._wanted())
        for fd, events in wanted.items():
            poller.register(fd, events)
        lanes = {lane.fd: lane for lane in self._lanes.values()}
        for fd, events in poller.poll():
            if fd == self._sink and events & ~select.POLLIN:
                self._flush()
            if fd == self._source and events & ~select.POLLOUT:
                self._take()
            elif fd == self._control.fileno():
                self._obey()
            elif (lane := lanes.get(fd)) and lane.fd == fd:
                self._move(lane, events)

    def _wanted(self) -> Iterator[tuple[int, int]]:
        full = len(self._leaving) > _MAX_FRAME
        trunk = {self._source: select.POLLIN}
        if self._leaving:
            trunk[self._sink] = trunk.get(self._sink, 0) | select.POLLOUT
        yield from trunk.items()
        yield self._control.fileno(), select.POLLIN
        for lane in self._lanes.values():
            reads = select.POLLIN if lane.reads and lane.credit and not full else 0
            writes = select.POLLOUT if lane.writes and lane.pending else 0
            if reads | writes:
                yield lane.fd, reads | writes

    # -- the trunk --

    def _send(self, kind: int, payload: bytes) -> None:
        self._leaving += _HEADER.pack(kind, self._session, len(payload)) + payload
        self._flush()

    def _flush(self) -> None:
        with suppress(BlockingIOError):
            while self._leaving:
                del self._leaving[: os.write(self._sink, self._leaving[:_CHUNK])]

    def _take(self) -> None:
        try:
            data = os.read(self._source, _CHUNK)
        except BlockingIOError:
            return
        if not data:
            raise Broken
        self._arrived += self._unwrap(data) if self._unwrap else data
        while len(self._arrived) >= _HEADER.size:
            kind, session, size = _HEADER.unpack_from(self._arrived)
            if kind > CREDIT or size > _MAX_FRAME:
                raise Broken
            if len(self._arrived) < _HEADER.size + size:
                return
            payload = bytes(self._arrived[_HEADER.size : _HEADER.size + size])
            del self._arrived[: _HEADER.size + size]
            self._receive(kind, session, payload)

    def _receive(self, kind: int, session: int, payload: bytes) -> None:
        if kind == CONTROL:
            self._control_arrived(session, payload)
        elif session == self._session:
            self._lane_frame(kind, payload)

    def _lane_frame(self, kind: int, payload: bytes) -> None:
        if kind == END:
            lane = self._lane(payload[0] if payload else -1)
            lane.ended = True
            self._write(lane)
        elif kind == CREDIT:
            if len(payload) != _GRANT.size:
                raise Broken
            which, count = _GRANT.unpack(payload)
            lane = self._lane(which)
            lane.credit = min(lane.credit + count, WINDOWS[which])
        else:
            lane = self._lane(kind)
            if len(lane.pending) + len(payload) > 2 * WINDOWS[kind]:
                raise Broken
            lane.pending += payload
            self._write(lane)

    def _lane(self, kind: int) -> Lane:
        if kind not in self._lanes:
            raise Broken
        return self._lanes[kind]

    # -- control --

    def _obey(self) -> None:
        """A message from our own side of the control socket."""
        data, fds, _, _ = socket.recv_fds(self._control, _MAX_MESSAGE, 3)
        if not data:
            raise Broken
        if self._outside and data == b"open":
            self._begin(self._session + 1, fds)
        elif not self._outside:
            self._drain()
        self._send(CONTROL, data)

    def _control_arrived(self, session: int, data: bytes) -> None:
        if self._outside:
            self._settle()
            self._control.send(data)
        elif data == b"open":
            self._open(session)
        else:
            self._control.send(data)

    def _open(self, session: int) -> None:
        """Inside: make the session's streams and give their other ends to the zygote."""
        ours, theirs = socket.socketpair()
        out, err = os.pipe(), os.pipe()
        with theirs:
            socket.send_fds(self._control, [b"open"], [theirs.fileno(), out[1], err[1]])
        os.close(out[1])
        os.close(err[1])
        self._begin(session, [ours.detach(), out[0], err[0]])

    def _begin(self, session: int, fds: list[int]) -> None:
        self._drop_lanes()
        self._session = session
        for kind, fd in zip((CHANNEL, STDOUT, STDERR), fds, strict=True):
            both = kind == CHANNEL
            os.set_blocking(fd, False)
            self._lanes[kind] = Lane(kind, fd, both or not self._outside, both or self._outside, WINDOWS[kind])
            if self._outside and not both:
                with suppress(OSError):
                    fcntl.fcntl(fd, _F_SETPIPE_SZ, _PIPE_BYTES)

    def _drop_lanes(self) -> None:
        for lane in self._lanes.values():
            lane.close()
        self._lanes.clear()

    def _drain(self) -> None:
        """Inside: what a candidate printed goes before the answer that it has ended."""
        for kind in (STDOUT, STDERR):
            lane = self._lanes.get(kind)
            while lane and lane.reads and lane.credit and self._read(lane):
                pass

    def _settle(self) -> None:
        """Outside: what was printed reaches the pipes before the answer that the candidate has ended."""
        for lane in self._lanes.values():
            self._write(lane)

    # -- lanes --

    def _move(self, lane: Lane, events: int) -> None:
        if events & select.POLLOUT:
            self._write(lane)
        if lane.reads and lane.credit and events & (select.POLLIN | select.POLLHUP | select.POLLERR):
            self._read(lane)
        elif events & select.POLLERR and lane.writes:
            self._stop_writing(lane)

    def _read(self, lane: Lane) -> bool:
        """One read; False when there is nothing more for now."""
        try:
            data = os.read(lane.fd, min(lane.credit, _CHUNK))
        except BlockingIOError:
            return False
        except OSError:
            data = b""
        if not data:
            lane.reads = False
            self._send(END, bytes([lane.kind]))
            return False
        lane.credit -= len(data)
        self._send(lane.kind, data)
        return True

    def _write(self, lane: Lane) -> None:
        """Write what waits, and give back what that makes room for."""
        try:
            while lane.writes and lane.pending:
                count = os.write(lane.fd, lane.pending[:_CHUNK])
                del lane.pending[:count]
                self._owe(lane, count)
        except BlockingIOError:
            return
        except OSError:
            self._stop_writing(lane)
        if not lane.writes:
            self._owe(lane, len(lane.pending))
            lane.pending.clear()
        elif lane.ended and not lane.pending:
            self._stop_writing(lane)

    def _stop_writing(self, lane: Lane) -> None:
        """Nobody will read any more, or nothing more will come."""
        lane.writes = False
        if lane.kind == CHANNEL:
            with suppress(OSError), socket.socket(fileno=os.dup(lane.fd)) as sock:
                sock.shutdown(socket.SHUT_WR)
        else:
            lane.close()

    def _owe(self, lane: Lane, count: int) -> None:
        lane.owed += count
        if lane.owed >= WINDOWS[lane.kind] // 4:
            self._send(CREDIT, _GRANT.pack(lane.kind, lane.owed))
            lane.owed = 0


def attend() -> tuple[socket.socket, int]:
    """Inside: become two processes. The child returns with its control socket and a descriptor to watch.

    The parent keeps the standard streams, relays, and ends with the container when either side is gone.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    watched, kept = os.pipe()
    if os.fork():
        theirs.close()
        os.close(watched)
        Relay(0, 1, ours, outside=False).run()
        os._exit(0)
    ours.close()
    os.close(kept)
    null = os.open("/dev/null", os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(2, 1)  # what is printed here is for the engine's log, never for the trunk
    os.close(null)
    return theirs, watched
