"""Diagnosis: would a known misconception have given the student's answers?

After a failing case the recorded requests are executed again, in this trusted process, on the
reference and on every known-wrong submission (trusted code, all of it). A known-wrong whose replies
equal the student's, while the reference's do not, names the mistake. Student code is never run here.
"""

from __future__ import annotations

import math
import re
import types
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.candidate.loading import Loaded
from grader.candidate.runner import USUAL_ERRORS, CallbackFailed, Runner
from grader.judge.arguments import LiveArrays
from grader.judge.failures import CandidateFailure
from grader.judge.link import Exchange, RemoteRef
from grader.wire import Opaque, WireError, decode, encode

SAME = 1e-4
"""Largest relative distance at which two answers count as the same."""
CLOSER = 1e-2
"""A known-wrong must be this much closer to the student's answers than the reference is."""
NOISE = 1e-3
"""An array this much smaller than the largest one beside it may be zero but for rounding (the gradient of a bias that
batch normalisation takes away): its distance is measured on the scale of the others."""
ONE_SIDED = 1e-6
"""Distance when only one of two calls changed an argument: far from equal, and near enough for a misconception
whose author works in place while the known-wrong does not."""


class Trusted:
    """A trusted module (reference or known-wrong), executed in this process, ready to answer requests."""

    def __init__(self, name: str, source: bytes) -> None:
        self.id = name
        self.filename = f"<{name}>"
        self._lines = source.splitlines()
        self._code = compile(source, self.filename, "exec", dont_inherit=True)
        self.module = self.fresh()

    def fresh(self) -> types.ModuleType:
        """The module as it is before any call: some misconceptions (a shared default dict) live in its state."""
        module = types.ModuleType(f"trusted_{self.id}")
        exec(self._code, module.__dict__)  # noqa: S102 - our own code
        return module

    def complains_at(self, line: int | None) -> bool:
        """Whether ``line`` raises of its own accord, in words of its author's, instead of failing in a library."""
        return line is not None and self._lines[line - 1].lstrip().startswith((b"raise", b"assert"))


def matching(exchanges: Sequence[Exchange], reference: Trusted, wrongs: Sequence[Trusted]) -> tuple[str, ...]:
    """Ids of the known-wrongs that answer as the student did, nearest first."""
    complete = [e for e in exchanges if e.complete]
    if not complete:
        return ()
    from_reference = distance(complete, reference, enough=SAME / CLOSER)
    if from_reference.total == 0:
        return ()
    found = [(distance(complete, wrong, enough=SAME), wrong.id) for wrong in wrongs]
    near = [(d.total, name) for d, name in found if _explains(d, from_reference)]
    least = min((d for d, _ in near), default=0.0)
    return tuple(name for d, name in near if d <= 10 * least + 1e-12)


@dataclass(frozen=True, slots=True)
class Distance:
    """How far answers are apart: relatively in numbers; whether one side alone changed an argument; in dtype."""

    numbers: float
    one_sided: bool = False
    other_dtype: bool = False

    @property
    def total(self) -> float:
        """As one number. A dtype says little about most mistakes: who works in float32 may make any of them."""
        return max(self.numbers, ONE_SIDED) if self.one_sided else self.numbers


def _explains(wrong: Distance, reference: Distance) -> bool:
    """Whether answers at these distances are those of the known-wrong rather than of the reference.

    Having changed the same arguments is proof where the reference changes others, and so is a dtype that the reference
    does not answer: rounding cannot do that.
    """
    same_changes = reference.one_sided and not wrong.one_sided
    same_dtype = reference.other_dtype and not wrong.other_dtype and not wrong.one_sided
    if (same_changes or same_dtype) and wrong.numbers <= SAME:
        return True
    return wrong.total <= min(SAME, CLOSER * reference.total)


def distance(exchanges: Sequence[Exchange], trusted: Trusted, *, enough: float = math.inf) -> Distance:
    """Largest distance between the recorded replies and those of ``trusted``; inf if they differ in kind.

    Replaying ends at a distance above ``enough``: later requests may hold what the student answered, and trusted code
    must not compute on numbers that are far from those it would have answered itself.
    """
    with np.errstate(**USUAL_ERRORS):  # a case may ask for floating-point errors; ours stay as they are
        replayer = _Replayer(trusted)
        return Distance(_distance(exchanges, replayer, enough), replayer.one_sided, replayer.other_dtype)


def _distance(exchanges: Sequence[Exchange], replayer: _Replayer, enough: float) -> float:
    worst = 0.0
    for exchange in exchanges:
        if replayer.diverged:
            return math.inf
        try:
            worst = max(worst, replayer.step(exchange))
        except (WireError, CandidateFailure, KeyError):
            return math.inf
        if worst > enough or worst == math.inf:
            break
    return worst


class _Replayer:
    """Executes recorded requests on trusted code; maps the student's object numbers to its own."""

    def __init__(self, trusted: Trusted) -> None:
        self.runner = Runner(self._call_back)
        self.trusted = trusted
        self.runner.loaded = Loaded({}, "", trusted.fresh(), frozenset({trusted.filename}))
        self.objects: dict[int, int] = {}
        self.exchange: Exchange | None = None
        self.arrays = LiveArrays({})
        self.one_sided = self.other_dtype = False
        self.diverged = False
        """Whether a list or dict of the test was changed by one side only: what it holds later is the student's own."""

    def step(self, exchange: Exchange) -> float:
        self.exchange = exchange
        theirs = decode(exchange.header, bytearray(exchange.payload), _reference)
        request = decode(exchange.sent[1], bytearray(b"".join(exchange.sent[2:])), self._resolve, candidate=True)
        self.arrays = LiveArrays(exchange.live)
        self.arrays.show({**dict(enumerate(request.get("a", ()))), **request.get("k", {})})
        try:
            reply = self.runner.dispatch(request)
        finally:
            self.arrays.put_back()
        pieces = encode(reply, self.runner.refer, candidate=True)
        mine = decode(pieces[1], bytearray(b"".join(pieces[2:])), _reference)
        return self._difference(theirs, mine)

    def _resolve(self, opaque: Opaque) -> object:
        if opaque.kind == "ref":
            return self.runner.objects[self.objects[opaque.id]]
        return self.runner.resolve(opaque)

    def _call_back(self, number: int, args: list[Any], kwargs: dict[str, Any], changed: dict[Any, Any]) -> Any:
        assert self.exchange is not None
        self.arrays.show(changed)
        try:
            return self.exchange.callbacks[number](*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - as in the candidate: the caller learns that the test's function raised
            raise CallbackFailed(type(error).__name__) from None

    def _difference(self, theirs: dict[str, Any], mine: dict[str, Any]) -> float:
        if "err" in theirs or "err" in mine:
            same = "err" in theirs and "err" in mine and self._same_error(theirs["err"], mine["err"])
            return self._changes_apart(theirs.get("m", {}), mine.get("m", {})) if same else math.inf
        if "ok" not in theirs or "ok" not in mine:
            return math.inf
        return max(self._apart(theirs["ok"], mine["ok"]), self._changes_apart(theirs.get("m", {}), mine.get("m", {})))

    def _same_error(self, theirs: dict[str, Any], mine: dict[str, Any]) -> bool:
        """Whether two exceptions tell of one mistake: same type and, where a library complains, the same complaint.

        A ``RuntimeError`` of torch may mean anything; its words say which. Words of the author's own mean nothing.
        """
        if theirs.get("type") != mine.get("type"):
            return False
        return self.trusted.complains_at(mine.get("line")) or _gist(theirs.get("text")) == _gist(mine.get("text"))

    def _changes_apart(self, a: Any, b: Any) -> float:
        """Distance of the changes made to arguments. A change on one side only says little about the mistake."""
        if type(a) is not dict or type(b) is not dict:
            return math.inf
        apart = max((self._apart(a[place], b[place]) for place in a.keys() & b.keys()), default=0.0)
        self.diverged |= any(type((a | b)[place]) in (dict, list) for place in a.keys() ^ b.keys())
        self.one_sided |= a.keys() != b.keys()
        return apart

    def _apart(self, a: Any, b: Any, least: float = 0.0) -> float:
        """Relative distance of two decoded values (on a scale of at least ``least``); inf for different kinds."""
        if isinstance(a, RemoteRef) and isinstance(b, RemoteRef):
            self.objects[a.id] = b.id
            return 0.0
        if isinstance(a, list | tuple) and isinstance(b, list | tuple) and len(a) == len(b):
            least = NOISE * _largest(b)
            return max((self._apart(x, y, least) for x, y in zip(a, b, strict=True)), default=0.0)
        if type(a) is dict and type(b) is dict and a.keys() == b.keys():
            least = NOISE * _largest(list(b.values()))
            return max((self._apart(a[key], b[key], least) for key in a), default=0.0)
        if _numeric(a) and _numeric(b):
            self.other_dtype |= _dtype(a) != _dtype(b)
            return _numbers_apart(_array(a), _array(b), least)
        plain = type(a) is type(b) and isinstance(a, str | bytes | None)
        return 0.0 if plain and a == b else math.inf  # never == on anything that may hold an array


def _gist(text: Any) -> str:
    """The text of an exception without its sizes and quoted names, which are those of one submission."""
    return re.sub(r"\d+(?:[, x]+\d+)*,?|'[^']*'|\"[^\"]*\"", "#", text) if isinstance(text, str) else ""


def _reference(opaque: Opaque) -> RemoteRef:
    return RemoteRef(opaque.id, opaque.type_name)


def _numeric(value: Any) -> bool:
    return isinstance(value, np.ndarray | np.number | int | float) or hasattr(value, "detach")


def _array(value: Any) -> np.ndarray[Any, Any]:
    if hasattr(value, "detach"):
        value = value.detach().double().numpy() if value.dtype.is_floating_point else value.detach().numpy()
    return np.asarray(value)


def _dtype(value: Any) -> str:
    """The dtype of an array or tensor; numbers have none worth comparing."""
    return str(value.dtype) if getattr(value, "ndim", 0) > 0 else ""


def _largest(values: Sequence[Any]) -> float:
    """The largest finite magnitude in arrays that stand side by side; numbers beside them (a loss) do not count."""
    arrays = [_array(value) for value in values if _numeric(value) and getattr(value, "ndim", 0) > 0]
    sizes = (np.abs(array[np.isfinite(array)]) for array in arrays if array.dtype.kind in "fc")
    return max((float(size.max()) for size in sizes if size.size), default=0.0) if len(arrays) > 1 else 0.0


def _numbers_apart(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any], least: float = 0.0) -> float:
    if a.shape != b.shape or (a.dtype.kind in "fc") != (b.dtype.kind in "fc") or "O" in (a.dtype.kind, b.dtype.kind):
        return math.inf  # an integer beyond 64 bits is an object array: nothing of ours returns one
    a, b = a.astype(np.complex128), b.astype(np.complex128)
    odd = ~np.isfinite(a)
    if not np.array_equal(odd, ~np.isfinite(b)) or not np.array_equal(a[odd], b[odd], equal_nan=True):
        return math.inf  # also where one infinity stands for the other
    a, b = a[~odd], b[~odd]
    if a.size == 0:
        return 0.0
    scale = max(float(np.abs(b).max()), least if b.ndim else 0.0) + 1e-30
    with np.errstate(all="ignore"):  # hostile magnitudes may overflow; inf then means "far apart"
        apart = float((np.abs(a - b) / scale).max())
    return apart if math.isfinite(apart) else math.inf
