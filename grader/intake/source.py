"""Decides whether bytes may be called Python source: encoding, size, characters that deceive readers.

Syntax is judged in the sandbox, where a parser that is made to explode hurts nobody. This module must
never parse, compile or execute what it looks at.
"""

from __future__ import annotations

import re

from grader.errors import InvalidSubmission
from grader.intake.caps import FILE_BYTES

UTF8_BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
_BLANK_OR_COMMENT = re.compile(rb"^[ \t\f]*(?:#|$)")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def check_source(name: str, content: bytes) -> None:
    """Raise ``InvalidSubmission`` unless ``content`` is UTF-8 text of a sane size that looks like what it is."""
    if len(content) > FILE_BYTES:
        raise InvalidSubmission("intake.too_large", name=name, limit_kib=FILE_BYTES >> 10)
    if content.startswith(_OTHER_BOMS):
        raise InvalidSubmission("intake.utf16", name=name)
    if b"\0" in content:
        raise InvalidSubmission("intake.nul", name=name, line=_line(content, content.index(b"\0")))
    _check_cookie(name, content)
    _check_characters(name, content)


def is_empty(content: bytes) -> bool:
    """True if there is nothing but white space (and a byte order mark)."""
    return not content.removeprefix(UTF8_BOM).strip()


def _check_cookie(name: str, content: bytes) -> None:
    """Python reads a declaration in line 1, or in line 2 if line 1 is blank or a comment."""
    for number, line in enumerate(re.split(rb"\r\n|\r|\n", content.removeprefix(UTF8_BOM)[:4096], maxsplit=2)[:2], 1):
        cookie = _COOKIE.match(line)
        if cookie and not _is_utf8(cookie[1]):
            encoding = cookie[1].decode("ascii", "replace")
            raise InvalidSubmission("intake.coding_cookie", name=name, line=number, encoding=encoding)
        if cookie or not _BLANK_OR_COMMENT.match(line):
            return


def _is_utf8(encoding: bytes) -> bool:
    spelled = encoding.lower().replace(b"_", b"-")
    return spelled in (b"utf-8", b"utf8", b"u8") or spelled.startswith(b"utf-8-")


def _check_characters(name: str, content: bytes) -> None:
    try:
        text = content.removeprefix(UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start + (len(UTF8_BOM) if content.startswith(UTF8_BOM) else 0)
        raise InvalidSubmission("intake.not_utf8", name=name, line=_line(content, start)) from None
    found = _BIDI.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise InvalidSubmission("intake.bidi", name=name, line=line, code=f"U+{ord(found[0]):04X}")


def _line(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1
