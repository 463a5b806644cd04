"""A table as CSV that no spreadsheet takes for a program.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end may be computed instead of shown, and names are
chosen by students. Spreadsheets of some countries also split at ``;`` or tabs, within quotes of ours, so whatever
could become the beginning of a cell counts as one. Nothing is removed: an apostrophe is put before it, which
``plain`` takes away again. This module must never write a cell around ``neutral``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

__all__ = ["neutral", "plain", "to_csv"]

_BEGINS = r"(?:^|(?<=[,;|\t\v\f\r\n\x1c-\x1e\x85\u2028\u2029\"]))"
"""Where some program may see the beginning of a cell."""
_SKIPPED = r"(?:'|[^\S\t\v\f\r\n\x1c-\x1e\x85\u2028\u2029]|[\0\u200b\u2060\ufeff])*"
"""Marks, blanks, and what a program may leave out without a word."""
_RISKY = rf"(?={_SKIPPED}[=+\-@＝＋－＠﹢﹣﹦﹫−\t\r\n])"
"""What must not stand there: full-width characters are taken for their narrow kin where those are typed."""
_MARK = re.compile(_BEGINS + _RISKY)
_MARKED = re.compile(_BEGINS + "'" + _RISKY)


def neutral(text: str) -> str:
    """``text``, with an apostrophe before whatever could be the beginning of a formula."""
    return _MARK.sub("'", text)


def plain(cell: str) -> str:
    """The text of a cell that ``neutral`` made."""
    return _MARKED.sub("", cell)


def to_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Header and rows as CSV (RFC 4180: commas, quotes where needed, lines that end with CR LF)."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return written.getvalue()
