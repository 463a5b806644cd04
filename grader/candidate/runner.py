"""Executes requests against the student's module, inside the sandbox.

``serve`` answers one request at a time on the channel: load, seed, call, each, get, set, vjp.
What cannot cross by value stays in a table here and travels as a number. Arguments that the
student's code changed in place are sent back with the answer (copy-restore). The judge trusts
nothing that this process says, so nothing here decides anything.
"""

from __future__ import annotations

import contextlib
import importlib
import random
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.candidate.loading import Loaded, LoadError, examine, load
from grader.candidate.policy import ForbiddenCall
from grader.wire import MAX_DEPTH, Channel, Opaque, WireClosed, WireError, encode

MAX_OBJECTS = 20_000
MAX_TEXT = 2_000
USUAL_ERRORS: dict[str, Any] = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}
"""How numpy reports floating-point errors unless told otherwise (``numpy.seterr``)."""

CallBack = Callable[[int, list[Any], dict[str, Any], dict[Any, Any]], Any]
"""Evaluates callback ``id`` in the judge: ``(id, args, kwargs, changed arguments) -> value``."""
Announce = Callable[[list[list[str | int]]], None]
"""Tells the judge what a person should look at, before any line of the student's has run and could take it back."""


class CallbackFailed(RuntimeError):
    """A function that the test passed in raised an exception of its own."""


class Objects:
    """Objects that stay here, numbered in order of first appearance; equal numbers mean identity."""

    def __init__(self) -> None:
        self._by_number: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}

    def refer(self, value: object) -> Opaque:
        """The reference of ``value``, which is kept from now on. Raises ``WireError`` when too many are."""
        number = self._numbers.get(id(value))
        if number is None:
            if len(self._by_number) >= MAX_OBJECTS:
                raise WireError("too many objects are kept")
            number = len(self._by_number) + 1
            self._by_number[number] = value
            self._numbers[id(value)] = number
        return Opaque("ref", number, type(value).__name__[:80])

    def __getitem__(self, number: int) -> Any:
        if number not in self._by_number:
            raise WireError("no such object")
        return self._by_number[number]

    def clear(self) -> None:
        """Forget every object."""
        self._by_number.clear()
        self._numbers.clear()


@dataclass(slots=True)
class Watched:
    """A mutable argument of the running call: its contents when the call began, and when the judge saw it last.

    The two differ when the student's code changes an argument for a callback and restores it afterwards.
    """

    place: Any
    value: Any
    first: object
    last: object


class Runner:
    """Dispatches requests. The judge also uses it, on trusted code, to replay recorded calls."""

    def __init__(self, callback: CallBack, announce: Announce = lambda _: None) -> None:
        self.objects = Objects()
        self.loaded: Loaded | None = None
        self._callback, self._announce = callback, announce
        self._watch: list[Watched] = []
        self._noted_at_load = 0

    # -- values in and out --

    def resolve(self, opaque: Opaque) -> object:
        """What an arriving reference stands for: one of our objects, or a callable of the judge."""
        if opaque.kind == "ref":
            return self.objects[opaque.id]

        def callback(*args: Any, **kwargs: Any) -> Any:
            return self._callback(opaque.id, list(args), kwargs, self._unsynced())

        return callback

    def refer(self, value: object) -> Opaque:
        """A reference for a value that cannot cross, or that must not by contract."""
        return value if type(value) is Opaque else self.objects.refer(value)

    # -- requests --

    def dispatch(self, request: dict[str, Any]) -> dict[str, Any]:
        """The reply to one request; exceptions of the student's code become part of it."""
        try:
            reply = {"ok": self._perform(request)}
        except LoadError as error:
            cause = describe(error.cause, self._files())
            line = error.line if error.line is not None else cause.get("line")
            reply = {"load": {**cause, "kind": error.kind, "line": line, "name": error.name}}
        except BaseException as error:  # noqa: BLE001 - everything a student's code can raise, SystemExit included
            reply = {"err": describe(error, self._files())}
        changed = {w.place: w.value for w in self._watch if _snapshot(w.value) != w.first}
        if changed:
            reply["m"] = changed
        if self.loaded and self.loaded.violations:
            reply["forbidden"] = list(self.loaded.violations[0])
        return reply

    def _files(self) -> frozenset[str]:
        return self.loaded.filenames if self.loaded else frozenset()

    def _perform(self, request: dict[str, Any]) -> Any:
        op = request["op"]
        self._watch = []
        if op == "load":
            return self._load(request)
        if "begin" in request:
            self._begin(request["begin"])
        if op == "seed":
            return seed_generators(request["seed"])
        args, kwargs = request.get("a", []), request.get("k", {})
        target = self._target(request)
        if op == "call":
            return self._keep(self._call(target, args, kwargs), request.get("keep", ()))
        if op == "each":
            return [self._keep(target(*call), request.get("keep", ())) for call in request["calls"]]
        if op == "vjp":
            return self._vjp(target, args, kwargs, request["upstream"], request["wrt"])
        if op == "get":
            return target
        if op == "set":
            setattr(request["on"], request["attr"], request["value"])
            return None
        raise WireError("unknown request")

    def _begin(self, seed: int) -> None:
        """A case begins with this request: nothing of the case before is left."""
        self.objects.clear()
        if self.loaded:  # what one case used is not held against the next
            del self.loaded.violations[self._noted_at_load :]
        np.seterr(**USUAL_ERRORS)  # the case before may have asked for exceptions
        seed_generators(seed)

    def _load(self, request: dict[str, Any]) -> None:
        loaded = Loaded.prepare(request["files"], request["main"])
        self.loaded = loaded
        examine(loaded, tuple(request["forbidden"]))
        if loaded.doubts:
            self._announce(loaded.doubts)
        load(loaded)
        self._noted_at_load = len(loaded.violations)

    def _target(self, request: dict[str, Any]) -> Any:
        """The object a request is about: a name of the module, of the library, or of an object here."""
        target: Any = request.get("on")
        if request["op"] == "set":
            return target
        name = request.get("name")
        if request.get("lib"):
            return _library(str(name))
        if target is None and self.loaded is not None:
            target = self.loaded.module
        if "item" in request:
            return (target if name is None else self._function(str(name)))[request["item"]]
        if name is None:
            return target
        return getattr(target, str(name)) if request.get("on") is not None else self._function(str(name))

    def _function(self, name: str) -> Any:
        assert self.loaded is not None
        try:
            return getattr(self.loaded.module, name)
        except AttributeError:
            raise MissingName(name) from None

    def _call(self, target: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        self._watch = []
        for place, value in _mutable(args, kwargs):
            seen = _snapshot(value)
            self._watch.append(Watched(place, value, seen, seen))
        return target(*args, **kwargs)

    def _keep(self, value: Any, keep: Any) -> Any:
        """Positions of a returned tuple that are opaque by contract (caches) travel as references; ``True``: all."""
        if keep is True:
            return self.refer(value)
        if not keep or type(value) not in (tuple, list):
            return value
        return tuple(self.refer(v) if i in keep else v for i, v in enumerate(value))

    def _vjp(
        self, target: Any, args: list[Any], kwargs: dict[str, Any], upstream: Any, wrt: list[int]
    ) -> dict[str, Any]:
        """Vector-Jacobian product by autograd: gradients for ``args[i], i in wrt`` and all parameters that learn."""
        torch = sys.modules["torch"]
        out = target(*args, **kwargs)
        named = dict(target.named_parameters()) if isinstance(target, torch.nn.Module) else {}
        named = {name: parameter for name, parameter in named.items() if parameter.requires_grad}
        sources = [args[i] for i in wrt] + list(named.values())
        # An upstream gradient given as such makes torch import sympy (0.8 s); the sum has the same gradient.
        grads = torch.autograd.grad((out * upstream).sum(), sources, allow_unused=True)
        return {"out": out, "args": list(grads[: len(wrt)]), "params": dict(zip(named, grads[len(wrt) :], strict=True))}

    def _unsynced(self) -> dict[Any, Any]:
        """Watched arguments that differ from what the judge saw last, by position or name."""
        changed: dict[Any, Any] = {}
        for watched in self._watch:
            now = _snapshot(watched.value)
            if now != watched.last:
                changed[watched.place] = watched.value
                watched.last = now
        return changed


def seed_generators(seed: int) -> None:
    """Seed the global generators, as course code that draws from ``np.random`` expects."""
    random.seed(seed)
    np.random.seed(seed % (1 << 32))
    torch = sys.modules.get("torch")
    if torch is None:
        return
    if torch.cuda.is_initialized():
        torch.manual_seed(seed % (1 << 63))
    else:  # torch.manual_seed would format a stack trace for every kind of device that is not started: 0.5 ms
        torch.default_generator.manual_seed(seed % (1 << 63))


class MissingName(Exception):
    """The submission does not define a name that the exercise asks for."""


def _library(name: str) -> Any:
    """A library object by dotted name, for fixtures of a test such as a learning-rate scheduler."""
    module, _, attribute = name.rpartition(".")
    return getattr(importlib.import_module(module), attribute)


def _mutable(args: list[Any], kwargs: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    torch = sys.modules.get("torch")
    kinds: tuple[type, ...] = (np.ndarray, dict, list) if torch is None else (np.ndarray, dict, list, torch.Tensor)
    for place, value in (*enumerate(args), *kwargs.items()):
        if isinstance(value, kinds):
            yield place, value


def _snapshot(value: Any, depth: int = 0) -> object:
    """What ``value`` holds, as a comparable copy; objects that are no data count by identity."""
    kind = type(value)
    if kind is np.ndarray and not value.dtype.hasobject:
        return value.shape, value.dtype, value.tobytes()
    if kind is float:
        return repr(value)  # NaN equals itself here
    if depth < MAX_DEPTH:
        if kind is dict:
            return kind, [(key, _snapshot(item, depth + 1)) for key, item in value.items()]
        if kind is list or kind is tuple:
            return kind, [_snapshot(item, depth + 1) for item in value]
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(value, torch.Tensor):
        return _tensor_snapshot(value)
    return (kind, value) if value is None or kind in (bool, int, str, bytes) else id(value)


def _tensor_snapshot(tensor: Any) -> object:
    try:
        return tensor.shape, tensor.dtype, tensor.detach().cpu().numpy().tobytes()
    except (TypeError, RuntimeError):  # bfloat16, sparse, ...: numpy has no such thing
        return b"".join(encode(tensor.detach()))


def describe(error: BaseException | None, files: frozenset[str]) -> dict[str, Any]:
    """An exception as display data: type, text (capped), and the student's line it came from."""
    if error is None:
        return {"type": "", "text": ""}
    kind = next((k.__name__ for k in type(error).__mro__ if k.__module__ == "builtins"), "Exception")
    own = type(error)
    device_memory = getattr(sys.modules.get("torch"), "OutOfMemoryError", None)
    if own is MissingName or own is ForbiddenCall or own is CallbackFailed or own is device_memory:
        kind = own.__name__
    text = ""
    with contextlib.suppress(Exception):  # str() of a hostile exception may raise or lie; it is display text
        text = (error.msg if type(error) is SyntaxError else str(error))[:MAX_TEXT]
    line, function = _where(error, files)
    return {"type": kind, "text": text, "line": line, "function": function}


def _where(error: BaseException, files: frozenset[str]) -> tuple[int | None, str]:
    line, function, trace = None, "", error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename in files:
            line, function = trace.tb_lineno, code.co_name[:80]
        trace = trace.tb_next
    return line, function


# --- the loop --------------------------------------------------------------------------------


class Server:
    """One channel, one runner: requests in, replies out, callbacks in between."""

    def __init__(self, sock: socket.socket) -> None:
        self.channel = Channel(sock, candidate=True)
        self.runner = Runner(self._call_back, self._announce)
        self.nonce = b""

    def run(self) -> None:
        """Answer until the judge closes the channel, which raises ``WireClosed``."""
        while True:
            self.answer()

    def answer(self) -> None:
        """Answer the next request."""
        request = self.channel.receive(self.runner.resolve)
        self.nonce = request["n"]
        self._reply(self.runner.dispatch(request))

    def _reply(self, reply: dict[str, Any]) -> None:
        _flush()
        reply["n"] = self.nonce
        try:
            self.channel.send(reply, self.runner.refer)
        except WireClosed:
            raise
        except WireError as error:
            self.channel.send({"n": self.nonce, "uncrossable": str(error)[:200]})

    def _announce(self, doubts: list[list[str | int]]) -> None:
        self.channel.send({"n": self.nonce, "review": doubts})

    def _call_back(self, number: int, args: list[Any], kwargs: dict[str, Any], changed: dict[Any, Any]) -> Any:
        self.channel.send({"n": self.nonce, "cb": number, "a": args, "k": kwargs, "m": changed}, self.runner.refer)
        answer = self.channel.receive(self.runner.resolve)
        if "x" in answer:
            raise CallbackFailed(str(answer["x"]))
        return answer["v"]


def _flush() -> None:
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except Exception:  # noqa: BLE001, S110 - the student may have closed or replaced them by anything
        pass


def serve(sock: socket.socket) -> None:
    """Answer requests until the judge closes the channel."""
    server = Server(sock)
    with contextlib.suppress(WireClosed):
        server.run()
