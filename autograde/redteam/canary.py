"""Hidden values that can be recognised wherever they appear, made anew for every run.

Exists because "nothing leaked" must be looked for and not believed. A canary is never given to an attack; whatever
holds one in the end was told by somebody who should not have spoken. Nothing here decides about a verdict.
"""

from __future__ import annotations

import base64
import random
import struct
from collections.abc import Iterable
from dataclasses import dataclass

PREFIX = "CANARY"
"""What every text canary begins with. Attacks may look for it; it alone gives nothing away."""

TEXTS = ("input", "suite", "reference", "wrong", "environment", "memory", "file", "secret")
"""Where text canaries are planted: a hidden input, the hidden suite, the reference, the hint of a known-wrong,
environment and memory of a process of the same user, a file that everybody here may read, the course secret."""

NUMBERS = ("number", "expected")
"""Where recognisable numbers are planted: in hidden inputs, and as the value that a test expects."""


@dataclass(frozen=True, slots=True)
class Canaries:
    """The canaries of one run: texts and numbers by where they are planted."""

    texts: dict[str, str]
    numbers: dict[str, float]

    @classmethod
    def draw(cls, rng: random.Random) -> Canaries:
        """New ones; ``rng`` must be unpredictable where attacks should not know them."""
        texts = {kind: f"{PREFIX}-{kind}-{rng.getrandbits(64):016x}" for kind in TEXTS}
        return cls(texts, {"number": _number(rng, 1.0), "expected": _number(rng, 10.0)})

    def placeholders(self) -> dict[str, str]:
        """What stands for ``@INPUT@`` and the like in the sources of the target course."""
        numbers = {kind.upper(): repr(value) for kind, value in self.numbers.items()}
        return {kind.upper(): text for kind, text in self.texts.items()} | numbers

    def found_in(self, data: bytes) -> frozenset[str]:
        """The kinds of canaries that ``data`` holds, plain or in a usual disguise."""
        lowered = data.lower()
        return frozenset(kind for kind, needles in self._needles() if any(n in data or n in lowered for n in needles))

    def _needles(self) -> Iterable[tuple[str, tuple[bytes, ...]]]:
        for kind, text in self.texts.items():
            yield kind, _disguises(text.rpartition("-")[2].encode("ascii"))
        for kind, value in self.numbers.items():
            yield kind, (_digits(value), *_disguises(struct.pack("<d", value)))


def _number(rng: random.Random, scale: float) -> float:
    """A number between ``scale`` and ``2 * scale`` whose digits survive single precision."""
    return round(scale * (1.0 + rng.randrange(100_000, 900_000) / 1e6), 5 if scale > 1 else 6)


def _digits(value: float) -> bytes:
    """The first six digits, as any way of printing the number shows them."""
    return f"{value:.10f}".replace("-", "")[:7].encode("ascii")


def _disguises(raw: bytes) -> tuple[bytes, ...]:
    """``raw``, and as hexadecimal digits, reversed and in base 64, at each of the three offsets of that."""
    coded = [base64.b64encode(b"\0" * shift + raw)[4 if shift else 0 : -4] for shift in range(3)]
    return (raw, raw.hex().encode("ascii"), raw[::-1], raw[::-1].hex().encode("ascii"), *coded)
