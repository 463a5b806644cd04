"""Decisions out of raw bytes, so that a fuzzer that only knows bytes can build structured values.

Exists because coverage-guided search works best when every byte of the input decides something. Must never raise:
when the bytes are used up, every decision is the first one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

HOSTILE = (
    "<script>document.title='owned'</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><style>@import'//e'</style>",
    "</title></textarea></pre>",
    "javascript:alert(1)",
    "]]><!--",
    "&lt;&#60;",
    "\x1b[31m\x1b]0;t\x07\x9b2J",
    "\u202egnp.exe\u2066",
    "\u2028::error::x\u2029",
    "\n::set-output name=a::b",
    "\r::add-mask::x",
    "##vso[task.complete]##[error]",
    "section_start:1:a\r\x1b[0K",
    "=cmd|'/c calc'!A1",
    "@SUM(1)\t+1-1",
    "\x00\x08\ud800\uffff\ufffe",
    "`a` `b",
    "{0}{a!r}%s%n",
    "한국어 이름",
    "e\u0301" * 9,
    "a" * 90,
    "",
)
"""What strangers write into text fields."""


class Choices:
    """Reads decisions from the front of ``data``."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def left(self) -> int:
        """Bytes that have not decided anything yet."""
        return len(self._data) - self._at

    def take(self, count: int) -> bytes:
        """The next ``count`` bytes, fewer at the end."""
        taken = self._data[self._at : self._at + count]
        self._at += len(taken)
        return taken

    def below(self, bound: int) -> int:
        """A number from 0 to ``bound - 1``; ``bound`` is at most 256."""
        taken = self.take(1)
        return taken[0] % bound if taken else 0

    def number(self, size: int = 8) -> int:
        """A signed integer of at most ``size`` bytes."""
        return int.from_bytes(self.take(self.below(size) + 1), "little", signed=True)

    def pick(self, options: Sequence[T]) -> T:
        """One of at most 256 ``options``."""
        return options[self.below(len(options))]

    def chunk(self, limit: int = 255) -> bytes:
        """Some bytes with their length in front."""
        return self.take(self.below(min(limit, 255) + 1))

    def text(self, limit: int = 40) -> str:
        """A hostile string, a random one with any code point, or both after each other."""
        kind = self.below(4)
        chosen = self.pick(HOSTILE) if kind else ""
        raw = self.chunk(limit) if kind != 1 else b""
        drawn = (
            raw.decode("utf-8", "surrogateescape")
            if self.below(4)
            else raw[: len(raw) & ~1].decode("utf-16-le", "surrogatepass")
        )
        return chosen + drawn
