"""The holes that the red team found in the judge's own code, each against a scripted peer of its own."""

from __future__ import annotations

import contextlib
import socket
import sys
from collections.abc import Callable, Iterator
from typing import Any

import msgpack
import numpy as np
import pytest

from grader.judge import replay
from grader.judge.failures import CandidateDied, CandidateLied, CandidateTimeout, CandidateUnusable, raised_from
from grader.judge.inline import _Sessions
from grader.judge.link import MAX_CALLBACK, Link, LoadRequest
from grader.judge.proxy import Student
from grader.model import Limits, LoadFailure
from grader.sandbox.fake import FakeSandbox
from grader.wire import Channel, Tag, WireError, decode

LIMITS = Limits(load_seconds=5.0, call_seconds=1.0, case_seconds=10.0, total_seconds=20.0)
Answer = Callable[[dict[str, Any], Channel], dict[str, Any]]


def callback(request: dict[str, Any], *args: Any, **changed: Any) -> dict[str, Any]:
    return {"n": request["n"], "cb": 1, "a": list(args), "k": {}, "m": {int(k[1:]): v for k, v in changed.items()}}


@pytest.fixture
def talk() -> Iterator[Callable[[Answer], tuple[Link, Student]]]:
    """A link to a peer that answers every call with ``answer``; whoever raises ``EOFError`` dies."""
    made: list[tuple[Link, FakeSandbox]] = []

    def start(answer: Answer) -> tuple[Link, Student]:
        def serve(sock: socket.socket) -> None:
            channel = Channel(sock, candidate=True)
            with contextlib.suppress(WireError, OSError, EOFError):
                while True:
                    request = channel.receive(lambda opaque: opaque)
                    ours = request["op"] in ("call", "load")
                    channel.send({"n": request["n"], **(answer(request, channel) if ours else {"ok": None})})
            sock.close()

        sandbox = FakeSandbox(serve)
        sessions = _Sessions(sandbox)
        link = Link(LoadRequest({}, "m.py", ()), LIMITS, sessions.open, sessions.close)
        made.append((link, sandbox))
        return link, Student(link, {})

    yield start
    for link, sandbox in made:
        link.stop()
        sandbox.close()


def loads(answer: Answer) -> Answer:
    return lambda request, channel: {"ok": None} if request["op"] == "load" else answer(request, channel)


def test_a_nonce_that_is_an_array_is_a_lie(talk: Any) -> None:
    link, student = talk(loads(lambda *_: {"n": np.arange(2), "ok": 1}))
    link.begin(1)
    with pytest.raises(CandidateLied):
        student.f()


def test_callbacks_that_are_here_already_do_not_outlast_the_deadline(talk: Any) -> None:
    def flood(request: dict[str, Any], channel: Channel) -> dict[str, Any]:
        while True:
            channel.send(callback(request))
            channel.receive()

    link, student = talk(loads(flood))
    link.begin(1)
    with pytest.raises(CandidateTimeout):
        student.f(lambda: 0)


def test_a_callback_carries_no_more_than_the_judge_will_compute_on(talk: Any) -> None:
    called: list[int] = []
    link, student = talk(loads(lambda request, _: callback(request, np.zeros(MAX_CALLBACK + 1, np.int8))))
    link.begin(1)
    with pytest.raises(CandidateLied):
        student.f(lambda x: called.append(x.size))
    assert called == []


def test_arrays_that_share_memory_are_themselves_again_after_a_callback(talk: Any) -> None:
    def rewrite(request: dict[str, Any], channel: Channel) -> dict[str, Any]:
        channel.send(callback(request, p1=np.ones(4), p2=np.ones(2)))
        channel.receive()
        return {"ok": 1}

    x = np.zeros(4)
    link, student = talk(loads(rewrite))
    link.begin(1)
    student.f(lambda: 0, x, x[:2])
    assert x.tolist() == [0, 0, 0, 0]


def test_containers_of_the_suite_hold_what_they_held_when_the_case_is_over(talk: Any) -> None:
    config, items = {"k": 1}, [1, 2]
    link, student = talk(loads(lambda *_: {"ok": 1, "m": {0: {"poison": 1}, 1: []}}))
    link.begin(1)
    student.f(config, items)
    assert (config, items) == ({"poison": 1}, [])
    link.end()
    assert (config, items) == ({"k": 1}, [1, 2])


def test_a_second_load_that_fails_is_told_without_a_word_of_its_own(talk: Any) -> None:
    loaded: list[int] = []

    def forget(request: dict[str, Any], _channel: Channel) -> dict[str, Any]:
        if request["op"] == "load":
            loaded.append(1)
            said = {"kind": "import", "type": "ImportError", "text": "CANARY", "name": "CANARY", "line": 7}
            return {"load": said} if len(loaded) > 1 else {"ok": None}
        raise EOFError

    link, student = talk(forget)
    link.begin(1)
    with pytest.raises(CandidateDied):
        student.f()
    with pytest.raises(CandidateUnusable):
        link.begin(2)
    assert link.failure == LoadFailure("import")


@pytest.mark.parametrize("line", [0, -1, 10**9, 10**1234, True, "7"])
def test_a_line_is_a_line_number_or_nothing(line: object) -> None:
    assert raised_from({"type": "ValueError", "line": line}).line is None


@pytest.mark.parametrize(
    "tree",
    [
        [Tag.LIST, *([Tag.ARRAY, "bool", [8], "C", True, 0, 8] for _ in range(2))],
        [Tag.DICT, [Tag.BIGINT, str(1 << 61)], 1],
        [Tag.DICT, 1 << 61, 1],
        [Tag.DICT, [Tag.TUPLE, [Tag.TUPLE, -1, -2]], 1],
        [Tag.DICT, [Tag.TUPLE, *range(9)], 1],
        [Tag.BIGINT, "9" * 1235],
    ],
    ids=["overlap", "large-key", "64-bit-key", "nested-key", "long-key", "too-long-to-send"],
)
def test_what_would_cost_the_reader_more_than_the_writer_is_refused(tree: list[Any]) -> None:
    with pytest.raises(WireError):
        decode(msgpack.packb(tree), bytearray(16))


def test_trusted_code_is_not_run_on_numbers_that_are_far_from_its_own(
    talk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[float] = []
    monkeypatch.setattr(sys, "seen_by_trusted", seen, raising=False)
    trusted = replay.Trusted(
        "r", b"import sys\ndef f(state):\n    sys.seen_by_trusted.append(state)\n    return state / 2\n"
    )
    link, student = talk(loads(lambda *_: {"ok": 2.0**60}))
    link.begin(1)
    state: Any = 1.0
    for _ in range(3):
        state = student.f(state)
    assert replay.matching(link.exchanges, trusted, [trusted]) == ()
    assert set(seen) == {1.0}
