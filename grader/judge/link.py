"""The judge's end of the channel: one request, one answer, deadlines, callbacks, recording.

Whatever the candidate does wrong becomes one of the ``Candidate*`` exceptions below: facts about
the student's program that the plugin turns into evidence. Nothing that arrives is executed or
formatted; opaque references become ``RemoteRef`` numbers. Every exchange is recorded as raw bytes
so that a failing case can be replayed on trusted code afterwards (``grader.judge.replay``).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from grader.candidate.policy import matches
from grader.errors import AuthoringError, GraderError
from grader.judge.arguments import LiveArrays, deep_copy, live_arguments, write_back
from grader.judge.failures import (
    CandidateDied,
    CandidateFailure,
    CandidateForbidden,
    CandidateLied,
    CandidateRaised,
    CandidateTimeout,
    CandidateUnusable,
    load_failure_from,
    load_failure_of,
    raised_from,
    review_from,
    violation_from,
)
from grader.model import Limits, LoadFailure, Message, RunFacts
from grader.wire import Channel, Opaque, WireClosed, WireError, WireTimeout

MAX_CALLBACKS = 200_000
MAX_RECORDED = 1 << 20
MAX_CALLBACK = 1 << 20
"""Bytes of arrays in one callback: what the student passes is computed on here, maybe after broadcasting."""


@dataclass(frozen=True, slots=True)
class RemoteRef:
    """An object that stayed in the sandbox, by number and display name of its type, until its ``case`` ends."""

    id: int
    type_name: str
    case: int = 0


@dataclass(slots=True)
class Exchange:
    """One recorded request with its answer, as raw frames, and the judge-side objects it touched."""

    request: dict[str, Any]
    sent: list[bytes]
    header: bytes = b""
    payload: bytes = b""
    callbacks: dict[int, Callable[..., Any]] = field(default_factory=dict)
    live: dict[Any, Any] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether the answer arrived, and it and the request were small enough to keep."""
        return bool(self.header and self.sent)


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """What a fresh candidate is given first."""

    files: dict[str, bytes]
    main: str
    forbidden: tuple[str, ...]


Opener = Callable[[], Channel]
Closer = Callable[[], RunFacts]


class Link:
    """Connection to the candidate of one submission, reopened after it died."""

    def __init__(self, load: LoadRequest, limits: Limits, open_candidate: Opener, close_candidate: Closer) -> None:
        self.load = load
        self.limits = limits
        self._open, self._close = open_candidate, close_candidate
        self._channel: Channel | None = None
        self._callbacks: dict[int, Callable[..., Any]] = {}
        self._pristine: dict[int, tuple[Any, Any]] = {}
        self.exchanges: list[Exchange] = []
        self.facts: list[RunFacts] = []
        self.failure: LoadFailure | None = None
        self.review: tuple[Message, ...] | None = None
        self.deaths = 0
        self.calls = 0
        self.answered = False
        self.last_was_none = False
        self.referred = False
        """Whether the last answer holds a reference."""
        self._calling_back = False
        self._loaded = False
        self.changed: frozenset[Any] = frozenset()
        self._seed: int | None = None
        self._case = 0
        self._case_ends = 0.0
        self.ends = time.monotonic() + limits.total_seconds

    # -- life of the candidate --

    def begin(self, seed: int) -> None:
        """Start of a case: an empty record; fresh objects and seeded generators with the first request."""
        self.exchanges = []
        self.calls = 0
        self.answered = False
        self._callbacks = {}
        self._case += 1
        self._restore()
        self._ensure()  # loading has a budget of its own
        self._case_ends = min(time.monotonic() + self.limits.case_seconds, self.ends)
        self._seed = seed

    def _ensure(self) -> None:
        if self.failure:
            raise CandidateUnusable(self.failure)
        if self._channel is not None:
            return
        self._channel = self._open()
        self._load()

    def _load(self) -> None:
        rules = list(self.load.forbidden)
        request = {"op": "load", "files": self.load.files, "main": self.load.main, "forbidden": rules}
        try:
            reply = self._roundtrip(request, self.limits.load_seconds, None)
        except CandidateFailure as error:
            self.failure = load_failure_of(error, self.facts[-1] if self.facts else RunFacts())
        else:
            if "load" in reply:
                self.failure = load_failure_from(reply["load"])
            elif reply.get("ok", ...) is not None:
                self.failure = LoadFailure("protocol")
            if self.failure:
                self.stop()
        if self.failure and self._loaded:
            self.failure = LoadFailure(self.failure.kind)  # by now it may have seen hidden inputs: no word of its own
        self._loaded = True
        if self.failure:
            raise CandidateUnusable(self.failure)

    def end(self) -> None:
        """End of the submission: nothing of it is left in what the next one will see."""
        self._restore()
        self.stop()

    def stop(self) -> None:
        """Close the candidate, if one is open, and keep the facts of its life."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None
            self.facts.append(self._close())

    def abandon(self) -> None:
        """End the submission's time now: whatever is left counts as not run."""
        self.ends = time.monotonic()

    def _lost(self) -> None:
        self.deaths += 1
        self.stop()

    # -- requests --

    def request(self, message: dict[str, Any]) -> Any:
        """The value answered to ``message``. Raises one of the ``Candidate*`` exceptions."""
        if self._calling_back:
            raise AuthoringError("a callback asked the submission", "compute in the test's own function on data only")
        self._ensure()
        self.calls += 1
        live = live_arguments(message)
        self._remember(live)
        reply = self._exchange(message, live, self.limits.call_seconds)
        self.answered = True
        changed = reply.get("m", {})
        if type(changed) is not dict:
            raise CandidateLied("malformed changes")
        self.changed = frozenset(changed)
        write_back(live, changed)
        if "forbidden" in reply:
            name, line = violation_from(reply["forbidden"], self.load.files[self.load.main])
            raise CandidateForbidden(self._rule(name), line)
        if "err" in reply:
            raise CandidateRaised(raised_from(reply["err"]))
        if "uncrossable" in reply:
            raise CandidateLied(str(reply["uncrossable"])[:200])
        if "ok" not in reply:
            raise CandidateLied("no value")
        self.last_was_none = reply["ok"] is None
        return reply["ok"]

    def _remember(self, live: dict[Any, Any]) -> None:
        """Keep what containers held before the student first saw them, for the reference (``pristine``)."""
        for value in live.values():
            if type(value) in (dict, list) and id(value) not in self._pristine:
                self._pristine[id(value)] = (value, deep_copy(value))

    def _restore(self) -> None:
        """Give containers back what they held: one that belongs to the suite's module outlives the case."""
        for value, before in self._pristine.values():
            if type(value) is dict:
                value.clear()
                value.update(before)
            else:
                value[:] = before
        self._pristine = {}

    def pristine(self, value: Any) -> Any:
        """``value`` as it was before the student's code could change it."""
        known = self._pristine.get(id(value))
        return deep_copy(known[1]) if known else value

    def _rule(self, name: object) -> str:
        """The exercise's own rule that was broken: what the candidate reports is not shown."""
        known = (rule for rule in self.load.forbidden if type(name) is str and matches(name, (rule,)))
        return next(known, "")

    def _exchange(self, message: dict[str, Any], live: dict[Any, Any], seconds: float) -> dict[str, Any]:
        remaining = self._case_ends - time.monotonic()
        if remaining <= 0:
            self._lost()
            raise CandidateTimeout(self.limits.case_seconds)
        if self._seed is not None:  # a case begins with its first request: one round trip less
            message, self._seed = {**message, "begin": self._seed}, None
        exchange = Exchange(message, [], live=live)
        self.referred = False
        self.exchanges.append(exchange)
        return self._roundtrip(message, min(seconds, remaining), exchange)

    def _roundtrip(self, message: dict[str, Any], seconds: float, exchange: Exchange | None) -> dict[str, Any]:
        assert self._channel is not None
        try:
            return self._converse(self._channel, message, seconds, exchange)
        except GraderError:  # the test is wrong: this candidate still waits in the middle of a request
            self.stop()
            raise
        except WireTimeout:
            self._lost()
            raise CandidateTimeout(seconds) from None
        except WireClosed:
            self._lost()
            raise CandidateDied from None
        except MemoryError:
            self._lost()
            raise CandidateLied("more than there is room for") from None
        except WireError as error:
            self._lost()
            raise CandidateLied(str(error)) from None

    def _converse(
        self, channel: Channel, message: dict[str, Any], seconds: float, exchange: Exchange | None
    ) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        nonce = os.urandom(8)
        sent = channel.send({**message, "n": nonce}, self._refer, seconds=seconds)
        if exchange is not None:
            exchange.callbacks = self._callbacks
            exchange.sent = sent if sum(map(len, sent)) <= MAX_RECORDED else []
        arrays = LiveArrays(exchange.live if exchange else {})
        try:
            return self._turns(channel, nonce, deadline, exchange, arrays)
        finally:
            arrays.put_back()

    def _turns(
        self, channel: Channel, nonce: bytes, deadline: float, exchange: Exchange | None, arrays: LiveArrays
    ) -> dict[str, Any]:
        """Answer callbacks until the reply itself arrives."""
        for _ in range(MAX_CALLBACKS):
            remaining = deadline - time.monotonic()
            if remaining <= 0:  # frames that are here already would be taken at any time
                raise WireTimeout("no answer in time")
            header, payload = channel.receive_frame(seconds=remaining)
            raw = bytes(payload) if exchange is not None and len(payload) <= MAX_RECORDED else None
            reply = channel.decode(header, payload, self._remote)
            if type(reply) is not dict or not _is_nonce(reply.get("n"), nonce):
                raise WireError("an answer out of turn")
            if "review" in reply and exchange is None:  # the first one is sent before the student's code runs
                if self.review is None and not self._loaded:
                    self.review = review_from(reply["review"], self.load.files)
                continue
            if "cb" not in reply:
                if exchange is not None and raw is not None:
                    exchange.header, exchange.payload = header, raw
                return reply
            if len(payload) > MAX_CALLBACK:
                raise WireError("too much for a callback")
            answer = {"n": nonce, **self._call_back(reply, arrays)}
            channel.send(answer, self._refer, seconds=max(deadline - time.monotonic(), 1e-3))
        raise WireError("too many callbacks")

    # -- callbacks: functions of the test, called by the student's code --

    def _remote(self, opaque: Opaque) -> RemoteRef:
        if opaque.kind != "ref":
            raise WireError("a callback cannot come from the candidate")
        self.referred = True
        return RemoteRef(opaque.id, opaque.type_name, self._case)

    def _refer(self, value: object) -> Opaque | None:
        remote = getattr(value, "__remote__", None)
        remote = value if isinstance(value, RemoteRef) else remote
        if isinstance(remote, RemoteRef):
            if remote.case != self._case:
                raise AuthoringError("an object of another case was used", "ask the submission for it in this case")
            return Opaque("ref", remote.id, "")
        if hasattr(value, "__remote_name__"):
            raise AuthoringError("a function of the submission was passed as an argument", "use student.function(name)")
        if callable(value):
            number = len(self._callbacks) + 1
            self._callbacks[number] = value
            return Opaque("callback", number, "")
        return None

    def _call_back(self, reply: dict[str, Any], arrays: LiveArrays) -> dict[str, Any]:
        function = self._callbacks.get(reply["cb"]) if type(reply["cb"]) is int else None
        args, kwargs = reply.get("a"), reply.get("k")
        if function is None or type(args) is not list or type(kwargs) is not dict:
            raise WireError("malformed callback")
        arrays.show(reply.get("m", {}))
        self._calling_back = True
        try:
            return {"v": function(*args, **kwargs)}
        except GraderError:
            raise  # the test is wrong, and not what was passed to its function
        except Exception as error:  # noqa: BLE001 - the test's own function refuses these arguments: the student is told
            return {"x": type(error).__name__}
        finally:
            self._calling_back = False


def _is_nonce(value: Any, nonce: bytes) -> bool:
    return type(value) is bytes and value == nonce  # nothing that arrived may decide what == means
