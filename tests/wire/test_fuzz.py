"""Hostile bytes: 200,000 mutated frames in both directions raise ``WireError`` or decode, and nothing else."""

from __future__ import annotations

import random
import resource
from typing import Any

import msgpack
import numpy as np
import pytest

from grader.wire import DTYPES, Opaque, Tag, WireError, decode, encode

FRAMES = 200_000
GROWTH_MIB = 64

SEEDS: list[object] = [
    {"n": b"12345678", "ok": [np.arange(6.0).reshape(2, 3), (1, 2.5, None), {"a": np.float32(1), 3: True}]},
    {"n": b"12345678", "err": {"type": "ValueError", "text": "x", "line": 3}, "m": {0: [1, 2], "x": np.ones(3)}},
    [np.zeros((0, 5)), np.array(3), np.array([True, False]), 10**40, "한국어", b"\0\xff"],
    {"op": "call", "name": "f", "a": [np.asfortranarray(np.ones((2, 2))), Opaque("ref", 1, "t")], "k": {}},
]


def frames() -> list[tuple[bytes, bytes]]:
    found = []
    for seed in SEEDS:
        pieces = encode(seed, lambda value: value if isinstance(value, Opaque) else None)
        found.append((pieces[1], b"".join(pieces[2:])))
    return found


def mutate(rng: random.Random, header: bytes, payload: bytes) -> tuple[bytes, bytearray]:
    data = bytearray(header)
    for _ in range(rng.randint(1, 4)):
        kind = rng.randrange(5)
        at = rng.randrange(len(data) + 1)
        if kind == 0 and data:
            data[at % len(data)] = rng.randrange(256)
        elif kind == 1:
            data[at:at] = rng.randbytes(rng.randint(1, 6))
        elif kind == 2:
            del data[at : at + rng.randint(1, 6)]
        elif kind == 3:
            data[at:at] = bytes(rng.choices((0x90, 0x91, 0xDC, 0xDD, 0xC4, 0xCF, 0xD9, 0xFF, 0x80, 0xC7), k=2))
        else:
            data[at:at] = data[: rng.randint(0, 12)]
    body = bytearray(payload[: rng.randint(0, len(payload))] if rng.random() < 0.3 else payload)
    return bytes(data), body


def attempt(header: bytes, payload: bytearray, *, candidate: bool) -> bool:
    """Whether the frame decoded; anything but ``WireError`` propagates and fails the test."""
    try:
        decode(header, payload, lambda opaque: opaque, candidate=candidate)
    except WireError:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("candidate", [False, True], ids=["to-judge", "to-candidate"])
def test_mutated_frames_never_raise_anything_else_and_take_no_memory(candidate: bool) -> None:
    rng = random.Random(20261120 + candidate)
    originals = frames()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    decoded = 0
    for _ in range(FRAMES // 2):
        header, payload = mutate(rng, *rng.choice(originals))
        decoded += attempt(header, payload, candidate=candidate)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert 0 < decoded < FRAMES // 2  # both outcomes were exercised
    assert grown < GROWTH_MIB


def packed(tree: object) -> bytes:
    data: bytes = msgpack.packb(tree)
    return data


FLOAT64 = list(DTYPES).index("float64")
LIES: dict[str, Any] = {
    "negative-dimension": [Tag.ARRAY, FLOAT64, 1, -2],
    "negative-dimensions": [Tag.ARRAY, FLOAT64, 1, -2, -1],
    "huge-shape": [Tag.ARRAY, FLOAT64, 1, 1 << 28, 1 << 28],
    "overflowing-shape": [Tag.ARRAY, FLOAT64, 1, 1 << 62, 4],
    "huge-and-empty": [Tag.ARRAY, FLOAT64, 1, 0, 1 << 40],
    "beyond-payload": [Tag.ARRAY, FLOAT64, 1, 3],
    "second-beyond-payload": [Tag.LIST, [Tag.ARRAY, FLOAT64, 1, 2], [Tag.ARRAY, FLOAT64, 1, 1]],
    "too-many-dimensions": [Tag.ARRAY, FLOAT64, 1, *[1] * 17],
    "unknown-dtype": [Tag.ARRAY, 99, 1, 1],
    "dtype-is-text": [Tag.ARRAY, "float64", 1, 1],
    "dtype-is-list": [Tag.ARRAY, [FLOAT64], 1, 1],
    "shape-is-text": [Tag.ARRAY, FLOAT64, 1, "2"],
    "shape-is-float": [Tag.ARRAY, FLOAT64, 1, 2.0],
    "shape-is-list": [Tag.ARRAY, FLOAT64, 1, [2]],
    "bool-as-int": [Tag.ARRAY, FLOAT64, 1, True],
    "flags-are-text": [Tag.ARRAY, FLOAT64, "C", 2],
    "no-flags": [Tag.ARRAY, FLOAT64],
    "no-tag": [],
    "unknown-tag": [99],
    "text-tag": ["list"],
    "odd-dict": [Tag.DICT, 1],
    "unhashable-key": [Tag.DICT, [Tag.LIST], 1],
    "bytes-key": [Tag.DICT, b"x", 1],
    "bad-integer": [Tag.BIGINT, "0x10"],
    "unicode-digits": [Tag.BIGINT, "٣" * 10],
    "endless-integer": [Tag.BIGINT, "9" * 5000],
    "short-scalar": [Tag.SCALAR, "float64", b"123"],
    "callback-kind": [Tag.OPAQUE, "module", 1, "os"],
    "generator": [Tag.RNG, "1", "1", 0, 0],
    "native-map": {"a": 1},
    "extension": msgpack.ExtType(5, b"x"),
}


@pytest.mark.parametrize("lie", [pytest.param(tree, id=name) for name, tree in LIES.items()])
def test_a_lie_about_a_value_is_refused(lie: object) -> None:
    with pytest.raises(WireError):
        decode(packed(lie), bytearray(16), lambda opaque: opaque)


def test_deep_nesting_is_refused() -> None:
    tree: list[Any] = [Tag.LIST]
    for _ in range(400):
        tree = [Tag.LIST, tree]
    with pytest.raises(WireError):
        decode(packed(tree), bytearray())


def test_millions_of_empty_lists_are_refused_cheaply() -> None:
    header = b"\xdd\x00\x0f\x42\x40" + b"\x90" * 1_000_000
    with pytest.raises(WireError):
        decode(header, bytearray())


def test_a_bool_array_of_other_bytes_becomes_a_true_bool_array() -> None:
    seen = decode(packed([Tag.ARRAY, list(DTYPES).index("bool"), 1, 3]), bytearray(b"\x00\x02\xff"))
    assert seen.tolist() == [False, True, True]
    assert seen.view(np.uint8).tolist() == [0, 1, 1]


def test_a_tensor_is_refused_where_torch_is_not_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "torch", None)
    with pytest.raises(WireError, match="torch"):
        decode(packed([Tag.TENSOR, "float64", False, 1]), bytearray(8))
