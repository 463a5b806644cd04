"""The judge's end of the channel against a scripted peer: whatever it does becomes a fact, never an error of ours."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from grader.judge.failures import (
    CandidateDied,
    CandidateFailure,
    CandidateForbidden,
    CandidateLied,
    CandidateRaised,
    CandidateTimeout,
    CandidateUnusable,
)
from grader.judge.inline import _Sessions
from grader.judge.link import Link, LoadRequest
from grader.judge.proxy import Student
from grader.model import Limits, RunFacts
from grader.sandbox.fake import FakeSandbox
from grader.wire import Channel, Opaque, WireError

QUICK = Limits(load_seconds=5.0, call_seconds=0.15, case_seconds=5.0, total_seconds=20.0)
Answer = Callable[[dict[str, Any], Channel], Any]
"""What a scripted peer does with a request: a reply without its nonce, or None when it took care itself."""


def obedient(request: dict[str, Any], _channel: Channel) -> Any:
    return {"ok": None if request["op"] == "load" else 42}


def on(op: str, answer: Answer) -> Answer:
    return lambda request, channel: (answer if request["op"] == op else obedient)(request, channel)


def says(**reply: Any) -> Answer:
    return lambda *_: reply


def hang(_request: dict[str, Any], channel: Channel) -> Any:
    channel.receive()  # nothing more comes: waits until the judge hangs up


def die(_request: dict[str, Any], channel: Channel) -> Any:
    channel.sock.shutdown(socket.SHUT_RDWR)


def garbage(_request: dict[str, Any], channel: Channel) -> Any:
    channel.sock.sendall(b"\x04\0\0\0\0\0\0\0\xc1\xc1\xc1\xc1")


def serving(answer: Answer) -> Callable[[socket.socket], None]:
    def serve(sock: socket.socket) -> None:
        channel = Channel(sock, candidate=True)
        with contextlib.suppress(WireError, OSError):
            while True:
                request = channel.receive(lambda opaque: opaque)
                reply = answer(request, channel)
                if reply is not None:
                    channel.send({"n": request["n"], **reply}, lambda value: value if type(value) is Opaque else None)

    return serve


class Peer:
    """A link to a scripted peer, and the sandbox that counts how often it was opened."""

    def __init__(self, answer: Answer, limits: Limits, ending: RunFacts, forbidden: tuple[str, ...]) -> None:
        self.sandbox = FakeSandbox(serving(answer), ending=ending)
        sessions = _Sessions(self.sandbox)
        load = LoadRequest({"m.py": b""}, "m.py", forbidden)
        self.link = Link(load, limits, sessions.open, sessions.close)
        self.student = Student(self.link, {})

    def call(self, *args: Any, **kwargs: Any) -> Any:
        self.link.begin(seed=1)
        return self.student.f(*args, **kwargs)


Script = Callable[..., Peer]


@pytest.fixture
def script() -> Iterator[Script]:
    peers: list[Peer] = []

    def start(
        answer: Answer, limits: Limits = QUICK, ending: RunFacts | None = None, forbidden: tuple[str, ...] = ()
    ) -> Peer:
        peers.append(Peer(answer, limits, ending or RunFacts(exit_code=0), forbidden))
        return peers[-1]

    yield start
    for peer in peers:
        peer.link.stop()
        peer.sandbox.close()


# --- a call that is not answered -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (hang, CandidateTimeout),
        (die, CandidateDied),
        (garbage, CandidateLied),
        (says(), CandidateLied),
        (says(ok=1, n=b"12345678"), CandidateLied),
        (says(ok=Opaque("callback", 1)), CandidateLied),
        (says(ok=1, m=[1]), CandidateLied),
        (says(err="boom"), CandidateLied),
        (says(uncrossable="a socket"), CandidateLied),
        (says(cb=1, a=[], k={}), CandidateLied),
        (says(cb="1", a=[], k={}), CandidateLied),
        (says(err={"type": "ValueError"}), CandidateRaised),
        (says(forbidden="numpy.convolve"), CandidateForbidden),
    ],
    ids=["hang", "death", "garbage", "no-value", "nonce", "callback-as-value", "changes", "error", "uncrossable",
         "unknown-callback", "no-number", "raised", "forbidden"],
)  # fmt: skip
def test_each_misbehaviour_is_a_failure_of_its_own_kind(
    script: Script, answer: Answer, failure: type[CandidateFailure]
) -> None:
    with pytest.raises(failure):
        script(on("call", answer)).call()


@pytest.mark.parametrize("answer", [hang, die, garbage, says(ok=1, n=b"12345678"), says(cb=9, a=[], k={})])
def test_a_candidate_that_was_lost_is_replaced_for_the_next_case(script: Script, answer: Answer) -> None:
    first = [True]

    def once(request: dict[str, Any], channel: Channel) -> Any:
        return answer(request, channel) if first and first.pop() else obedient(request, channel)

    peer = script(on("call", once))
    with pytest.raises(CandidateFailure):
        peer.call()
    assert peer.call() == 42
    assert (peer.sandbox.opened, peer.link.deaths) == (2, 1)


def test_an_exception_of_the_student_loses_no_candidate(script: Script) -> None:
    peer = script(on("call", says(err={"type": "ValueError"})))
    for _ in range(2):
        with pytest.raises(CandidateRaised):
            peer.call()
    assert (peer.sandbox.opened, peer.link.deaths) == (1, 0)


def test_an_answer_sent_before_the_request_is_out_of_turn(script: Script) -> None:
    def early(request: dict[str, Any], channel: Channel) -> Any:
        channel.send({"n": request["n"], "ok": None})
        channel.send({"n": request["n"], "ok": 42})  # meant for whatever is asked next

    with pytest.raises(CandidateLied, match="out of turn"):
        script(on("load", early)).call()


def test_an_answer_that_trickles_in_does_not_stretch_the_deadline(script: Script) -> None:
    def trickle(_request: dict[str, Any], channel: Channel) -> Any:
        with contextlib.suppress(OSError):
            for byte in b"\xff\0\0\0\0\0\0\0" + bytes(255):
                channel.sock.sendall(bytes([byte]))
                time.sleep(0.02)

    with pytest.raises(CandidateTimeout):
        script(on("call", trickle)).call()


def test_endless_callbacks_end_with_the_deadline(script: Script) -> None:
    def flood(request: dict[str, Any], channel: Channel) -> Any:
        while True:
            channel.send({"n": request["n"], "cb": 1, "a": [1.0], "k": {}, "m": {}})
            channel.receive()

    with pytest.raises(CandidateTimeout):
        script(on("call", flood)).call(lambda x: x)


# --- names and texts that arrive ---------------------------------------------------------------------


@pytest.mark.parametrize("name", ["SECRET_3_14", 5, None, ["ValueError"]])
def test_the_name_of_an_exception_is_a_known_one_or_plain(script: Script, name: object) -> None:
    with pytest.raises(CandidateRaised) as seen:
        script(on("call", says(err={"type": name, "line": "x", "text": "t" * 10**4}))).call()
    raised = seen.value.raised
    assert (raised.type_name, raised.line, len(raised.text)) == ("Exception", None, 2000)


@pytest.mark.parametrize(("name", "shown"), [("numpy.fft.rfft", "numpy.fft"), ("SECRET 3.14", ""), (7, "")])
def test_a_broken_rule_is_named_in_our_words(script: Script, name: object, shown: str) -> None:
    with pytest.raises(CandidateForbidden) as seen:
        script(on("call", says(forbidden=name, ok=1)), forbidden=("numpy.fft",)).call()
    assert seen.value.name == shown


# --- loading -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (says(load={"kind": "syntax", "type": "SyntaxError", "line": 3}), "syntax"),
        (says(load="nonsense"), "protocol"),
        (says(load={"type": []}), "raised"),
        (says(), "protocol"),
        (says(err={"type": "RecursionError"}), "protocol"),
        (says(ok=5), "protocol"),
        (garbage, "protocol"),
        (die, "died"),
    ],
    ids=["syntax", "no-record", "no-name", "no-value", "error", "another-value", "garbage", "death"],
)
def test_whatever_is_no_success_is_a_load_failure(script: Script, answer: Answer, kind: str) -> None:
    with pytest.raises(CandidateUnusable) as seen:
        script(on("load", answer)).call()
    assert seen.value.failure.kind == kind


def test_an_import_that_hangs_ends_after_its_own_budget(script: Script) -> None:
    limits = Limits(load_seconds=0.1, call_seconds=5, case_seconds=5, total_seconds=20)
    with pytest.raises(CandidateUnusable) as seen:
        script(on("load", hang), limits).call()
    assert seen.value.failure.kind == "timeout"


@pytest.mark.parametrize(
    ("ending", "kind"), [(RunFacts(memory_exceeded=True), "memory"), (RunFacts(output_exceeded=True), "output")]
)
def test_what_the_operating_system_saw_explains_a_death_while_loading(
    script: Script, ending: RunFacts, kind: str
) -> None:
    with pytest.raises(CandidateUnusable) as seen:
        script(on("load", die), ending=ending).call()
    assert seen.value.failure.kind == kind


def test_a_submission_that_cannot_be_loaded_is_not_loaded_again(script: Script) -> None:
    peer = script(on("load", says(load={"kind": "raised", "type": "ValueError"})))
    for _ in range(3):
        with pytest.raises(CandidateUnusable):
            peer.call()
    assert peer.sandbox.opened == 1


def test_a_slow_import_does_not_eat_the_time_of_the_first_case(script: Script) -> None:
    def slow(_request: dict[str, Any], _channel: Channel) -> Any:
        time.sleep(0.4)
        return {"ok": None}

    limits = Limits(load_seconds=20, call_seconds=10, case_seconds=0.3, total_seconds=60)
    assert script(on("load", slow), limits).call() == 42


def test_the_first_request_of_a_case_says_that_it_begins(script: Script) -> None:
    begun: list[Any] = []

    def noting(request: dict[str, Any], _channel: Channel) -> Any:
        begun.append(request.get("begin"))
        return {"ok": 1}

    peer = script(on("call", noting))
    peer.call()
    peer.student.f()
    peer.call()
    assert begun == [1, None, 1]


# --- budgets -------------------------------------------------------------------------------------------


def test_a_case_ends_when_its_calls_together_took_too_long(script: Script) -> None:
    def slow(_request: dict[str, Any], _channel: Channel) -> Any:
        time.sleep(0.05)
        return {"ok": 1}

    limits = Limits(call_seconds=5, case_seconds=0.3, total_seconds=20)
    peer = script(on("call", slow), limits)
    peer.call()

    def many() -> None:
        for _ in range(100):
            peer.student.f()

    with pytest.raises(CandidateTimeout):
        many()


def test_no_case_outlasts_the_submission(script: Script) -> None:
    limits = Limits(call_seconds=30, case_seconds=30, total_seconds=0.3)
    peer = script(on("call", hang), limits)
    with pytest.raises(CandidateTimeout):
        peer.call()
    assert time.monotonic() >= peer.link.ends


def test_an_abandoned_submission_is_out_of_time(script: Script) -> None:
    peer = script(obedient)
    assert peer.call() == 42
    peer.link.abandon()
    with pytest.raises(CandidateTimeout):
        peer.call()


# --- what was seen ---------------------------------------------------------------------------------------


def test_facts_are_kept_for_every_candidate(script: Script) -> None:
    peer = script(on("call", die), ending=RunFacts(signal=9))
    for _ in range(2):
        with pytest.raises(CandidateDied):
            peer.call()
    assert peer.link.facts == [RunFacts(signal=9)] * 2


def test_answers_are_known_to_have_arrived_only_after_a_call(script: Script) -> None:
    peer = script(obedient)
    peer.link.begin(seed=1)
    seen = [peer.link.answered]
    peer.student.f()
    seen.append(peer.link.answered)
    peer.link.begin(seed=1)
    seen.append(peer.link.answered)
    assert seen == [False, True, False]


def test_exchanges_of_one_case_are_recorded_from_its_beginning(script: Script) -> None:
    peer = script(obedient)
    peer.call()
    peer.call()
    peer.student.f()
    assert [exchange.request.get("begin") for exchange in peer.link.exchanges] == [1, None]
    assert all(exchange.complete for exchange in peer.link.exchanges)


def test_an_exchange_without_an_answer_is_recorded_as_incomplete(script: Script) -> None:
    peer = script(on("call", die))
    peer.link.begin(seed=1)
    peer.student.seed(1)
    with pytest.raises(CandidateDied):
        peer.student.f()
    assert [exchange.complete for exchange in peer.link.exchanges] == [True, False]


# --- arguments of the test -----------------------------------------------------------------------------------


def test_a_lie_about_changed_arrays_changes_no_array(script: Script) -> None:
    x = np.zeros(2)
    peer = script(on("call", says(ok=1, m={0: np.ones(2), 5: np.ones(2), "no": 1})))
    peer.call(x)
    assert x.tolist() == [0, 0]


def test_changed_containers_keep_their_kind(script: Script) -> None:
    config, items = {"a": 1}, [1]
    script(on("call", says(ok=1, m={0: [1, 2], 1: {"b": 1}}))).call(config, items)
    assert (config, items) == ({"a": 1}, [1])


def test_what_a_container_held_before_the_first_call_is_remembered(script: Script) -> None:
    config = {"k": 3.0}
    peer = script(on("call", says(ok=1, m={0: {"k": 0.0}})))
    peer.call(config)
    peer.student.f(config)
    assert config == {"k": 0.0}
    assert peer.link.pristine(config) == {"k": 3.0}
    assert peer.link.pristine(5) == 5


@pytest.mark.parametrize("shown", [{0: np.ones(3)}, {0: np.ones(2, int)}, {0: 5}, {0: [1.0, 1.0]}, {7: np.ones(2)}, {}])
def test_only_an_array_of_the_same_kind_is_shown_to_a_callback(script: Script, shown: dict[Any, Any]) -> None:
    seen: list[list[float]] = []
    x = np.zeros(2)

    def callback(request: dict[str, Any], channel: Channel) -> Any:
        channel.send({"n": request["n"], "cb": 1, "a": [], "k": {}, "m": shown})
        channel.receive()
        return {"ok": 1}

    script(on("call", callback)).call(x, lambda: seen.append(x.tolist()))
    assert seen == [[0.0, 0.0]]


def test_an_array_is_itself_again_even_when_the_candidate_dies_in_the_middle(script: Script) -> None:
    seen: list[list[float]] = []
    x = np.zeros(2)

    def callback(request: dict[str, Any], channel: Channel) -> Any:
        channel.send({"n": request["n"], "cb": 1, "a": [], "k": {}, "m": {0: np.ones(2)}})
        channel.receive()
        die(request, channel)

    with pytest.raises(CandidateDied):
        script(on("call", callback)).call(x, lambda: seen.append(x.tolist()))
    assert (seen, x.tolist()) == ([[1.0, 1.0]], [0.0, 0.0])


def test_a_read_only_array_stays_so(script: Script) -> None:
    x = np.zeros(2)
    x.flags.writeable = False

    def callback(request: dict[str, Any], channel: Channel) -> Any:
        channel.send({"n": request["n"], "cb": 1, "a": [], "k": {}, "m": {0: np.ones(2)}})
        channel.receive()
        return {"ok": 1}

    assert script(on("call", callback)).call(x, lambda: 0) == 1
    assert x.tolist() == [0, 0]


@pytest.mark.parametrize("arguments", [{"a": 5, "k": {}}, {"a": [], "k": 5}, {"a": [], "k": {}, "m": 5}, {}])
def test_malformed_callbacks_are_lies(script: Script, arguments: dict[str, Any]) -> None:
    with pytest.raises(CandidateLied):
        script(on("call", says(cb=1, **arguments))).call(lambda: 0)


def test_a_callback_with_names_that_are_no_text_is_refused_by_the_function_itself(script: Script) -> None:
    answers: list[Any] = []

    def callback(request: dict[str, Any], channel: Channel) -> Any:
        channel.send({"n": request["n"], "cb": 1, "a": [], "k": {1: 2}, "m": {}})
        answers.append(channel.receive())
        return {"ok": 1}

    assert script(on("call", callback)).call(lambda **_: 0) == 1
    assert answers[0]["x"] == "TypeError"
