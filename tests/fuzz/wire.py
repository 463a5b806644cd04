"""The wire under hostile bytes: whatever arrives is decoded into base types or refused with ``WireError``.

``run`` is the target of the fuzzer, once for each direction. The first byte chooses the way in: raw bytes as a frame,
a tree of lists as a header, a plain value that must come back equal, or a stream of bytes into a channel.
"""

from __future__ import annotations

import socket
import struct
from typing import Any

import msgpack
import numpy as np

from grader.wire import DTYPES, Channel, Opaque, WireError, decode, encode
from tests.fuzz.choices import Choices

PAYLOAD = 4096
BASE = (type(None), bool, int, float, str, bytes, list, tuple, dict, np.ndarray, np.random.Generator, Opaque)
STREAM_SECONDS = 5.0


def run(data: bytes, *, candidate: bool) -> None:
    """One frame to the candidate or to the judge, by the way that ``data`` chooses."""
    choices = Choices(data)
    way = choices.below(4)
    if way == 0:
        header = choices.take(choices.below(256) + choices.below(256))
        frame(header, choices.take(PAYLOAD), candidate=candidate)
    elif way == 1:
        header = msgpack.packb(_tree(choices, 0), unicode_errors="surrogatepass")
        frame(header, choices.take(PAYLOAD), candidate=candidate)
    elif way == 2:
        there_and_back(value(choices, 0), candidate=candidate)
    else:
        stream(choices.take(PAYLOAD), candidate=candidate)


# --- properties ------------------------------------------------------------------------------


def frame(header: bytes, payload: bytes, *, candidate: bool) -> bool:
    """Whether the frame decodes; then it holds base types only, and what it holds can be sent on or is refused."""
    try:
        found = decode(header, bytearray(payload), lambda opaque: opaque, candidate=candidate)
    except WireError:
        return False
    assert_base(found)
    try:
        pieces = encode(found, _opaque)
    except WireError:
        return True
    again = decode(pieces[1], bytearray(b"".join(pieces[2:])), lambda opaque: opaque, candidate=True)
    assert same(found, again), (found, again)
    return True


def there_and_back(sent: object, *, candidate: bool) -> None:
    """A plain value within the limits arrives as it was sent."""
    pieces = encode(sent, _opaque)
    prefix = struct.unpack("<II", pieces[0])
    assert prefix == (len(pieces[1]), sum(map(len, pieces[2:]))), "a frame announces what it holds"
    arrived = decode(pieces[1], bytearray(b"".join(pieces[2:])), lambda opaque: opaque, candidate=candidate)
    assert_base(arrived)
    assert same(sent, arrived), (sent, arrived)


def stream(data: bytes, *, candidate: bool) -> None:
    """Bytes that a peer wrote before it hung up: a channel gives values and then ``WireError``."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(data)
        theirs.shutdown(socket.SHUT_WR)
        channel = Channel(ours, candidate=candidate)
        for _ in range(len(data) // 8 + 1):
            try:
                assert_base(channel.receive(lambda opaque: opaque, seconds=STREAM_SECONDS))
            except WireError:
                return
    raise AssertionError("more messages than bytes")


def assert_base(found: object) -> None:
    """Exactly base types, all the way down."""
    assert type(found) in BASE or (isinstance(found, np.generic) and type(found).__module__ == "numpy"), type(found)
    if isinstance(found, np.ndarray):
        assert found.dtype in DTYPES.values(), found.dtype
    elif isinstance(found, list | tuple):
        for item in found:
            assert_base(item)
    elif isinstance(found, dict):
        for key, item in found.items():
            assert_base(key)
            assert_base(item)


def same(a: Any, b: Any) -> bool:
    """Equal in type and in every bit, NaN and the sign of zero included."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray | np.generic):
        return bool(a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes())
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return same(list(a), list(b)) and same(list(a.values()), list(b.values()))
    if isinstance(a, float):
        return struct.pack("<d", a) == struct.pack("<d", b)
    if isinstance(a, np.random.Generator):
        return bool(a.bit_generator.state == b.bit_generator.state)
    return bool(a == b)


# --- what is built -------------------------------------------------------------------------


def _opaque(found: object) -> Opaque | None:
    return found if isinstance(found, Opaque) else None


def _tree(choices: Choices, depth: int) -> Any:  # noqa: C901 - one branch per kind of lie
    """A header as a liar would write it: known tags with wrong fields, and anything else."""
    kind = choices.below(14 if depth < 6 else 6)
    if kind == 0:
        return choices.pick((None, True, False, 0.0, float("nan"), -1, 1 << 63, b"", "x"))
    if kind == 1:
        return max(-(1 << 63), min(choices.number(), (1 << 64) - 1))
    if kind == 2:
        return choices.text(8).encode("utf-8", "replace").decode()
    if kind == 3:
        return choices.chunk(20)
    if kind == 4:
        flags = choices.pick((1025, 1026, 1027, 1, 0))
        return [3, choices.below(len(DTYPES)), flags, choices.below(4), choices.below(4)]
    if kind == 5:
        return [4, choices.pick(list(DTYPES)), choices.chunk(16)]
    if kind == 6:
        return _array(choices, depth)
    if kind == 7:
        return [choices.pick((6, 8, 7)), *(_tree(choices, depth + 1) for _ in range(choices.below(5)))]
    if kind == 8:
        return [6, "-" * choices.below(2) + str(abs(choices.number()) ** choices.below(40))]
    if kind == 9:
        return [8, str(choices.number(16)), str(choices.number(16)), choices.number(2), choices.number(4)]
    tag = choices.pick((0, 1, 2, 2, 9, -1))
    return [tag, *(_tree(choices, depth + 1) for _ in range(choices.below(6)))]


def _array(choices: Choices, depth: int) -> list[Any]:
    """An array's fields, some of them anything."""
    shape = [choices.number(3) for _ in range(choices.below(4))]
    fields: list[Any] = (
        [3, choices.below(len(DTYPES) + 2), choices.number(2), *shape]
        if choices.below(2)
        else [5, choices.pick([*DTYPES, "bfloat16", "object"]), bool(choices.below(2)), *shape]
    )
    if choices.below(3) == 0:
        fields[choices.below(len(fields))] = _tree(choices, depth + 1)
    return fields


def value(choices: Choices, depth: int) -> Any:  # noqa: C901 - one branch per kind of value
    """A plain value that may cross: scalars, arrays of every dtype and layout, containers, references."""
    kind = choices.below(12 if depth < 5 else 8)
    if kind == 0:
        return choices.pick((None, True, False))
    if kind == 1:
        return choices.number() ** choices.pick((1, 1, 5, 60))
    if kind == 2:
        return struct.unpack("<d", choices.take(8).ljust(8, b"\0"))[0]
    if kind == 3:
        return choices.text(12).encode("utf-8", "replace").decode()
    if kind == 4:
        return choices.chunk(20)
    if kind == 5:
        return _numbers(choices)
    if kind == 6:
        return np.dtype(choices.pick(list(DTYPES))).type(choices.below(2))
    if kind == 7:
        return Opaque(choices.pick(("ref", "callback")), choices.number(), "type")
    parts = [value(choices, depth + 1) for _ in range(choices.below(5))]
    if kind == 8:
        return tuple(parts)
    if kind == 9:
        return {key(choices): part for part in parts}
    return parts


def key(choices: Choices) -> Any:
    """A dict key that may cross."""
    kind = choices.below(4)
    if kind == 0:
        return choices.number(7)
    if kind == 1:
        return tuple(choices.number(2) for _ in range(choices.below(9)))
    return choices.pick((None, True, "m", "v")) if kind == 2 else choices.chunk(6).decode("latin-1")


def _numbers(choices: Choices) -> np.ndarray[Any, Any]:
    dtype = np.dtype(choices.pick(list(DTYPES)))
    shape = tuple(choices.below(4) for _ in range(choices.below(4)))
    count = int(np.prod(shape)) * dtype.itemsize
    raw = choices.take(count).ljust(count, b"\1")
    flat = np.frombuffer(raw, dtype) if dtype.kind != "b" else np.frombuffer(raw, np.uint8) % 2 == 1
    array = flat.reshape(shape).copy()
    layout = choices.below(4)
    if layout == 1:
        array = np.asfortranarray(array)
    elif layout == 2 and array.ndim:
        array = array[..., ::-1]
    array.flags.writeable = layout != 3
    return array
