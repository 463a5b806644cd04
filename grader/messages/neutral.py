"""Make text that a student controls safe to show to people and to machines that read logs.

Exists because names, exception texts and printed output reach terminals, CI logs, XML and browsers. Whatever
is invisible or changes the direction, colour or position of text is shown as an escape instead. This module must
never look at what a text means and must never let a raw control character out. Escaping for a format (HTML,
Markdown, XML) is the renderers' business and comes on top of this.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["LINE_LIMIT", "block", "folded", "one_line"]

LINE_LIMIT = 200
"""Longest piece of student text inside a sentence, in characters."""

BLOCK_LIMIT = 20_000
"""Longest piece of captured output that a report shows, in characters."""

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_MARK_RUN = re.compile(f"({_MARK}{{4}}){_MARK}+")
_LOG_COMMAND = re.compile(r"#(?=#)")
_LINE_COMMAND = re.compile(r"(?<!\S)::+")
_FOLDED_COMMAND = re.compile(r"^(\s*):(?=:)", re.MULTILINE)


def one_line(text: str, limit: int = LINE_LIMIT) -> str:
    """``text`` on one line: composed (NFC), invisible characters as escapes, at most ``limit`` characters."""
    shown = "".join(map(_visible, unicodedata.normalize("NFC", text[: 4 * limit])))
    return _cap(_no_commands(shown), limit)


def block(text: str, limit: int = BLOCK_LIMIT) -> str:
    """Like ``one_line`` for captured output: line ends and tabs stay, everything else invisible is escaped."""
    clean = text[: 2 * limit].replace("\r\n", "\n")
    shown = "".join(char if char in "\n\t" else _visible(char) for char in unicodedata.normalize("NFC", clean))
    return _cap(_no_commands(shown), limit)


def folded(text: str) -> str:
    """``text`` of several lines, after a layout has broken long words: no line starts with what CI systems obey."""
    return _FOLDED_COMMAND.sub(r"\1: ", text)


def _visible(char: str) -> str:
    """``char`` itself where it has ink (or is a plain space), its escape otherwise."""
    if char.isascii() and char.isprintable():
        return char
    if unicodedata.category(char) in _HIDDEN_CATEGORIES or char in _BLANK_LETTERS:
        return char.encode("unicode_escape", "backslashreplace").decode("ascii")
    return char


def _no_commands(text: str) -> str:
    """Break what CI log readers take for commands: ``##[...]`` anywhere, ``::...`` at the start of a
    word (a later line break could move it to the start of a line).

    Towers of combining marks, which would cover the neighbouring lines, keep four of them.
    """
    quiet = _LOG_COMMAND.sub("# ", _MARK_RUN.sub(r"\1", text))
    return _LINE_COMMAND.sub(lambda colons: " ".join(colons[0]), quiet)


def _cap(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "\u2026"
