"""What every command says, and how: language, colour, encodings, JSON.

Exists so that printing never fails (a Korean Windows console cannot encode everything) and so that
``--json`` means one document on standard output and nothing else. It must never decide an exit code.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from autograde.cli.texts import TEXTS
from grader.model import Lang

if TYPE_CHECKING:
    from rich.console import Console as RichConsole

    from grader.errors import GraderError

Row = Sequence[str]

PIPE_COLUMNS = 160
"""Width of tables where nobody can say how wide the reader's screen is."""


class ReaderGone(Exception):
    """Nobody reads standard output any more (``autograde list | head``): the end, and no error."""


def language(environ: Mapping[str, str]) -> Lang:
    """The language that the environment asks for: ``AUTOGRADE_LANG``, then the POSIX locale variables, then English."""
    for name in ("AUTOGRADE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return Lang.KO if value.lower().startswith("ko") else Lang.EN
    return Lang.EN


def steady(stream: TextIO) -> None:
    """Make ``stream`` replace what its encoding does not know instead of raising ``UnicodeEncodeError``."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")


@dataclass(slots=True)
class Console:
    """Where a command speaks. ``lang`` is set by ``--lang`` while the command line is parsed."""

    lang: Lang

    def text(self, key: str, **params: object) -> str:
        """The sentence ``key`` of ``autograde.cli.texts`` in the chosen language."""
        return TEXTS[key].in_(self.lang).format_map(params)

    def say(self, key: str, **params: object) -> None:
        """Print a sentence to standard output."""
        self.write(self.text(key, **params) + "\n")

    def note(self, key: str, **params: object) -> None:
        """Print a sentence to standard error: news that is no part of the answer."""
        sys.stderr.write(self.text(key, **params) + "\n")
        sys.stderr.flush()

    def write(self, text: str) -> None:
        """Print ``text`` as it is to standard output."""
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            raise ReaderGone from None

    def document(self, document: object) -> None:
        """Print one JSON document."""
        self.utf8(json.dumps(document, ensure_ascii=False, indent=2) + "\n")

    def utf8(self, text: str) -> None:
        """Print a document that other programs read: UTF-8 on every platform, line ends as they are."""
        try:
            sys.stdout.buffer.write(text.encode("utf-8", "replace"))
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise ReaderGone from None

    def error(self, error: GraderError) -> None:
        """Print one of our errors: the sentence, then the next step."""
        sentence, step = self._sentences(error)
        sys.stderr.write(f"{self.text('error')}: {sentence}\n")
        if step:
            sys.stderr.write(f"  {self.text('next')}: {step}\n")

    def table(self, header: Row, rows: Iterable[Row | str], *, right: frozenset[int] = frozenset()) -> None:
        """Print rows under a header; a text is the title of the rows after it.

        Columns whose index is in ``right`` are aligned to the right.
        """
        from rich import box
        from rich.table import Table
        from rich.text import Text

        from grader.messages.neutral import folded

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for index, name in enumerate(header):
            table.add_column(name, justify="right" if index in right else "left", overflow="fold")
        for row in rows:
            if isinstance(row, str):
                table.add_section()
                table.add_row("", "", Text(row, style="bold"))
            else:
                table.add_row(*(Text(cell) for cell in row))
        rich = self.rich()
        with rich.capture() as captured:
            rich.print(table)
        self.write(folded("\n".join(line.rstrip() for line in captured.get().splitlines())) + "\n")

    def rich(self) -> RichConsole:
        """A rich console on standard output; it follows ``NO_COLOR`` and plain terminals by itself."""
        from rich.console import Console as RichConsole

        width = None if sys.stdout.isatty() else PIPE_COLUMNS
        return RichConsole(file=sys.stdout, highlight=False, width=width)

    def _sentences(self, error: GraderError) -> tuple[str, str]:
        from grader.errors import InvalidSubmission

        if isinstance(error, InvalidSubmission):
            from grader.messages import render

            return render(error.reason, self.lang), error.next_step
        return error.message, error.next_step
