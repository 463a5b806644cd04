"""A channel's deadlines hold whatever the peer does."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest

from grader.wire import Channel, WireClosed, WireTimeout

LARGE = np.zeros(4 << 20, np.uint8)


@pytest.fixture
def ends() -> Iterator[tuple[Channel, socket.socket]]:
    ours, theirs = socket.socketpair()
    with contextlib.closing(Channel(ours)) as channel, theirs:
        yield channel, theirs


def test_a_peer_that_does_not_read_ends_the_sending(ends: tuple[Channel, socket.socket]) -> None:
    with pytest.raises(WireTimeout):
        ends[0].send(LARGE, seconds=0.1)


def test_a_peer_that_reads_byte_by_byte_gets_no_more_time(ends: tuple[Channel, socket.socket]) -> None:
    channel, theirs = ends
    over = threading.Event()

    def nibble() -> None:
        while not over.wait(0.02):
            theirs.recv(1000)

    reader = threading.Thread(target=nibble)
    reader.start()
    began = time.monotonic()
    try:
        with pytest.raises(WireTimeout):
            channel.send(LARGE, seconds=0.3)
    finally:
        over.set()
        reader.join()
    assert time.monotonic() - began < 10  # reading all of it at that pace would take a minute and a half


def test_a_channel_that_had_a_deadline_waits_for_ever_without_one(ends: tuple[Channel, socket.socket]) -> None:
    channel, theirs = ends
    with pytest.raises(WireTimeout):
        channel.receive(seconds=0.01)
    peer = Channel(theirs)
    sender = threading.Timer(0.2, peer.send, ["late"])
    sender.start()
    assert channel.receive() == "late"
    sender.join()


def test_a_socket_that_was_left_in_another_mode_is_used_all_the_same() -> None:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with contextlib.closing(Channel(ours)) as channel, contextlib.closing(Channel(theirs)) as peer:
        sender = threading.Timer(0.1, peer.send, ["late"])
        sender.start()
        assert channel.receive() == "late"
        sender.join()


def test_a_closed_channel_is_closed(ends: tuple[Channel, socket.socket]) -> None:
    ends[0].close()
    with pytest.raises(WireClosed):
        ends[0].send(1, seconds=1)
    with pytest.raises(WireClosed):
        ends[0].receive(seconds=1)
