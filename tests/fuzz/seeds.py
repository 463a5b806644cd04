"""Where searches start: inputs that reach far by themselves, in the form that each target reads."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Iterator

from grader.wire import encode
from tests.intake.conftest import document

_MESSAGES: tuple[object, ...] = (
    {"n": b"12345678", "ok": [(1, 2.5, None), {"a": True, 3: "x"}, 10**40]},
    {"n": b"12345678", "err": {"type": "ValueError", "text": "x", "line": 3}, "m": {0: [1, 2]}},
)


def seeds(target: str) -> Iterator[bytes]:
    """Real messages and submissions for ``target``, and random bytes of every length for each of its ways in."""
    if target.startswith("wire"):
        for message in _MESSAGES:
            prefix, header, *payload = encode(message)
            yield b"\0" + bytes([len(header), 0]) + header + b"".join(payload)
            yield b"\3" + prefix + header + b"".join(payload)
    elif target == "intake":
        yield b"\3\2" + _archive()
        yield b"\1" + json.dumps(document(["def conv_forward_naive(x): return x", "%matplotlib inline"])).encode()
    rng = random.Random(target)
    for length in (20, 60, 120, 250, 500, 1000):
        for way in range(6):
            yield bytes([way]) + rng.randbytes(length)


def _archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("conv_naive.py", b"x = 1\n")
        archive.writestr("mine.py", b"y = 2\n")
    return buffer.getvalue()
