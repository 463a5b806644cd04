"""What both ends agree on: limits, tags, dtypes, errors, and the reference that stands for an object."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

MAX_HEADER = 1 << 20
MAX_PAYLOAD = 1 << 26
MAX_DEPTH = 24
MAX_NODES = 50_000
MAX_INT_BITS = 4096
MAX_INT_DIGITS = 1235
MAX_NDIM = 16
ALIGN = 16
"""Arrays follow each other in the payload in the order of the header, each at the next multiple of this."""
PREFIX = struct.Struct("<II")
INTEGER = re.compile(r"-?[0-9]+")
COALESCE = 1 << 16
RECV = 1 << 16

DTYPES: dict[str, np.dtype[Any]] = {
    name: np.dtype(name)
    for name in (
        "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
        "float16", "float32", "float64", "complex64", "complex128",
    )
}  # fmt: skip
DTYPE_NAMES: dict[np.dtype[Any], str] = {dtype: name for name, dtype in DTYPES.items()}
"""``dtype.name`` costs microseconds; this does not. Other byte orders are not in it."""
DTYPE_CODES: dict[np.dtype[Any], int] = {dtype: code for code, dtype in enumerate(DTYPES.values())}
CODED_DTYPES: dict[int, np.dtype[Any]] = dict(enumerate(DTYPES.values()))
TORCH_DTYPES = frozenset(DTYPES) - {"uint16", "uint32", "uint64"} | {"bfloat16"}

# Bits of ``array.flags.num`` that cross; they are part of NumPy's interface for C.
C_ORDER, F_ORDER, WRITEABLE = 0x1, 0x2, 0x400
ORDERS = C_ORDER | F_ORDER


PLAIN = frozenset({type(None), bool, float, str, bytes})
"""Types whose values stand for themselves in the header; so do ints of 64 bits."""


class WireError(Exception):
    """Bytes that are no message within the limits, or a value that cannot cross."""


class WireTimeout(WireError):
    """The peer did not answer (or did not take the message) before the deadline."""


class WireClosed(WireError):
    """The peer is gone."""


class Tag:
    """First item of a tagged list in the header."""

    LIST = 0
    TUPLE = 1
    DICT = 2
    ARRAY = 3  # code of the dtype, flags, *shape
    SCALAR = 4  # dtype, bytes: a numpy scalar
    TENSOR = 5  # dtype, requires_grad, *shape
    BIGINT = 6  # decimal text of an int beyond 64 bits
    OPAQUE = 7  # kind, id, type name: an object that stays where it is
    RNG = 8  # bit-generator state of a PCG64 np.random.Generator (judge to candidate only)


@dataclass(frozen=True, slots=True)
class Opaque:
    """An object that did not cross: ``kind`` is ``ref`` or ``callback``, ``id`` its number.

    ``type_name`` is display text from the peer, cut to 80 printable characters.
    """

    kind: str
    id: int
    type_name: str = ""


Encode = Callable[[object], Opaque | None]
"""Turns a value that cannot cross into an opaque reference; None refuses it."""
Decode = Callable[[Opaque], object]
"""Turns an arriving opaque reference into whatever it stands for here."""
