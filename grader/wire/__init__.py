"""The codec that judge and candidate share: plain data in length-prefixed frames.

A frame is ``<header length: u32><payload length: u32><header><payload>`` (little endian). The
header is msgpack and holds a tree of values; raw bytes of arrays lie in the payload, in the
same order, each aligned to 16 bytes. Scalars and strings stand for themselves; everything else is a list whose
first item is a tag (see ``Tag``). There is no pickle, no class name to import and no eval in
either direction, and what arrives is rebuilt as *base* types: subclasses cannot cross.

Both peers may lie. Every defect of a frame is a ``WireError``; sizes are checked before
anything is allocated. This module imports nothing of ours, and torch only if its user did:
it is part of what runs inside the sandbox.
"""

from __future__ import annotations

from grader.wire.channel import Channel
from grader.wire.decoding import decode
from grader.wire.encoding import encode
from grader.wire.format import DTYPES, MAX_DEPTH, Decode, Encode, Opaque, Tag, WireClosed, WireError, WireTimeout

__all__ = [
    "DTYPES",
    "MAX_DEPTH",
    "Channel",
    "Decode",
    "Encode",
    "Opaque",
    "Tag",
    "WireClosed",
    "WireError",
    "WireTimeout",
    "decode",
    "encode",
]
