"""The relay that carries a session over one byte stream: nothing lost, nothing blocked, nothing believed."""

from __future__ import annotations

import os
import select
import socket
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from grader.candidate.relay import CHANNEL, CONTROL, CREDIT, Relay
from grader.sandbox.containers import Unwrap

SECONDS = 20.0


@dataclass
class Ends:
    """Both ends of one relayed session, as controller and candidate see them."""

    controller: socket.socket
    zygote: socket.socket
    channel: socket.socket
    inside: socket.socket
    out: int
    out_inside: int


def _pair() -> tuple[socket.socket, socket.socket]:
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


@pytest.fixture
def ends() -> Iterator[Ends]:
    ours, theirs = socket.socketpair()
    controller, control_outside = _pair()
    zygote, control_inside = _pair()
    relays = [
        Relay(ours.fileno(), ours.fileno(), control_outside, outside=True),
        Relay(theirs.fileno(), theirs.fileno(), control_inside, outside=False),
    ]
    threads = [threading.Thread(target=relay.run, daemon=True) for relay in relays]
    for thread in threads:
        thread.start()
    channel, remote = socket.socketpair()
    out, err = os.pipe(), os.pipe()
    socket.send_fds(controller, [b"open"], [remote.fileno(), out[1], err[1]])
    for fd in (remote.detach(), out[1], err[1], err[0]):
        os.close(fd)
    zygote.settimeout(SECONDS)
    data, fds, _, _ = socket.recv_fds(zygote, 100, 3)
    assert data == b"open"
    inside = socket.socket(fileno=fds[0])
    for sock in (channel, inside, controller):
        sock.settimeout(SECONDS)
    yield Ends(controller, zygote, channel, inside, out[0], fds[1])
    for sock in (controller, zygote, channel, inside):
        sock.close()
    for thread in threads:
        thread.join(SECONDS)
    for sock in (ours, theirs, control_outside, control_inside):
        sock.close()
    for fd in (out[0], fds[2]):
        os.close(fd)
    assert not any(thread.is_alive() for thread in threads)


def _receive(sock: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count and (more := sock.recv(1 << 20)):
        data += more
    return data


def test_bytes_arrive_whole_and_in_order_in_both_directions(ends: Ends) -> None:
    large = os.urandom(5 << 20)
    for source, sink in ((ends.channel, ends.inside), (ends.inside, ends.channel)):
        sender = threading.Thread(target=source.sendall, args=(large,))
        sender.start()
        assert _receive(sink, len(large)) == large
        sender.join()


def test_what_nobody_reads_does_not_block_the_channel(ends: Ends) -> None:
    os.set_blocking(ends.out_inside, False)
    written = 0
    while select.select([], [ends.out_inside], [], 0.2)[1]:
        written += os.write(ends.out_inside, b"x" * 4096)
    assert written < 2 << 20, "a flood is held back at its source"
    ends.inside.sendall(b"answer")
    assert _receive(ends.channel, 6) == b"answer"
    os.close(ends.out_inside)


def test_output_comes_before_the_answer_that_the_session_ended(ends: Ends) -> None:
    ends.controller.send(b"finish")
    assert ends.zygote.recv(100) == b"finish"
    os.write(ends.out_inside, b"last words")
    ends.zygote.send(b"done")
    assert ends.controller.recv(100) == b"done"
    assert os.read(ends.out, 100) == b"last words"
    os.close(ends.out_inside)


def test_the_end_of_the_candidate_is_the_end_of_the_channel(ends: Ends) -> None:
    ends.inside.close()
    assert ends.channel.recv(1) == b""
    os.close(ends.out_inside)


def test_the_end_of_the_judge_reaches_the_candidate(ends: Ends) -> None:
    ends.channel.close()
    assert ends.inside.recv(1) == b""
    os.close(ends.out_inside)


@pytest.mark.parametrize(
    "frame",
    [
        struct.pack("<BII", 99, 0, 0),
        struct.pack("<BII", CHANNEL, 0, 1 << 31),
        struct.pack("<BII", CHANNEL, 0, 1) + b"x",
        struct.pack("<BII", CREDIT, 0, 2) + b"xx",
    ],
    ids=["unknown kind", "too large", "no such lane", "malformed credit"],
)
def test_a_frame_that_makes_no_sense_ends_the_relay(frame: bytes) -> None:
    trunk, peer = socket.socketpair()
    ours, theirs = _pair()
    peer.sendall(frame)
    Relay(trunk.fileno(), trunk.fileno(), theirs, outside=True).run()
    for sock in (trunk, peer, ours, theirs):
        sock.close()


def test_frames_of_an_earlier_session_are_dropped() -> None:
    trunk, peer = socket.socketpair()
    ours, theirs = _pair()
    peer.sendall(struct.pack("<BII", CHANNEL, 7, 1) + b"x" + struct.pack("<BII", CONTROL, 7, 2) + b"hi")
    thread = threading.Thread(target=Relay(trunk.fileno(), trunk.fileno(), theirs, outside=True).run)
    thread.start()
    ours.settimeout(SECONDS)
    assert ours.recv(10) == b"hi"
    ours.close()
    thread.join(SECONDS)
    for sock in (trunk, peer, theirs):
        sock.close()


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_the_engines_framing_is_taken_off_however_it_arrives(size: int) -> None:
    wrapped = b"".join(
        struct.pack(">BxxxI", stream, len(text)) + text for stream, text in ((1, b"one"), (2, b"noise"), (1, b"two"))
    )
    unwrap = Unwrap()
    assert b"".join(unwrap(wrapped[at : at + size]) for at in range(0, len(wrapped), size)) == b"onetwo"
