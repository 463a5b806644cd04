"""Turns a notebook into one source file: code cells in order, notebook commands left out.

Stored outputs are never looked at. The cells are not parsed here either: the first line of the source
is a marker, and inside the sandbox only imports, definitions and constants of such a file are executed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from grader.errors import InvalidSubmission
from grader.intake.caps import FILE_BYTES, NOTEBOOK_BYTES, NOTEBOOK_CELLS, NOTEBOOK_TOKENS
from grader.model import Message

MARKER = "# autograde: definitions-only"
"""First line of a source that was a notebook; ``grader.candidate.loading`` looks for it."""

_COMMAND = re.compile(
    r"(?P<indent>[ \t]*)(?:"
    r"%{1,2}[A-Za-z]"  # %matplotlib inline; the modulus of a continued line is followed by a blank
    r"|!(?!=)"  # !pip install
    r"|\?"  # ?name
    r"|[\w.]+\?{1,2}\s*$"  # name?
    r"|[\w, \t.]+=[ \t]*(?:!|%[A-Za-z])"  # files = !ls
    r")"
)


@dataclass(frozen=True, slots=True)
class Extracted:
    """The source of a notebook, and what there is to say about it."""

    source: bytes
    notes: tuple[Message, ...]


def extract(content: bytes, name: str) -> Extracted:
    """The code of the notebook ``content``. Raises ``InvalidSubmission``."""
    cells = [_source(cell, name) for cell in _cells(content, name) if cell["cell_type"] == "code"]
    plain = [cell for cell in cells if not cell.lstrip().startswith("%%")]
    cleaned = [_without_commands(cell) for cell in plain]
    if not any(text.strip() for text, _ in cleaned):
        raise InvalidSubmission("intake.notebook_empty", name=name)
    parts = [f"# --- cell {number} ---\n{text.rstrip()}\n" for number, (text, _) in enumerate(cleaned, 1)]
    source = _encoded("\n".join([MARKER, *parts]), name)
    commands = sum(count for _, count in cleaned)
    return Extracted(source, _notes(name, len(plain), commands, len(cells) - len(plain)))


def _cells(content: bytes, name: str) -> list[dict[str, Any]]:
    document = _parse(content, name)
    if not isinstance(document, dict) or not isinstance(document.get("nbformat"), int):
        raise InvalidSubmission("intake.notebook_invalid", name=name)
    if document["nbformat"] != 4:
        raise InvalidSubmission("intake.notebook_version", name=name)
    cells = document.get("cells")
    if not isinstance(cells, list) or len(cells) > NOTEBOOK_CELLS:
        raise InvalidSubmission("intake.notebook_invalid", name=name)
    if not all(isinstance(cell, dict) and isinstance(cell.get("cell_type"), str) for cell in cells):
        raise InvalidSubmission("intake.notebook_invalid", name=name)
    return cells


def _parse(content: bytes, name: str) -> Any:
    """JSON with a bound on the number of objects that it makes."""
    if len(content) > NOTEBOOK_BYTES or sum(content.count(c) for c in b",:[{") > NOTEBOOK_TOKENS:
        raise InvalidSubmission("intake.notebook_too_large", name=name, limit_kib=NOTEBOOK_BYTES >> 10)
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise InvalidSubmission("intake.notebook_invalid", name=name) from None


def _source(cell: dict[str, Any], name: str) -> str:
    """A cell's text, which the format stores as one string or as a list of lines."""
    source = cell.get("source")
    lines: list[Any] = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines):
        raise InvalidSubmission("intake.notebook_invalid", name=name)
    return "".join(lines).replace("\r\n", "\n").replace("\r", "\n")


def _without_commands(cell: str) -> tuple[str, int]:
    """The cell with commands replaced by ``pass`` (they may be a whole block), and how many there were."""
    lines = cell.split("\n")
    count = 0
    for index, line in enumerate(lines):
        command = _COMMAND.match(line)
        if command:
            lines[index] = f"{command['indent']}pass  # notebook command"
            count += 1
    return "\n".join(lines), count


def _encoded(text: str, name: str) -> bytes:
    try:
        source = text.encode("utf-8")
    except UnicodeEncodeError:  # JSON can spell half of a surrogate pair
        raise InvalidSubmission("intake.notebook_invalid", name=name) from None
    if len(source) > FILE_BYTES:
        raise InvalidSubmission("intake.too_large", name=name, limit_kib=FILE_BYTES >> 10)
    return source


def _notes(name: str, cells: int, commands: int, magic_cells: int) -> tuple[Message, ...]:
    notes = [Message("intake.note.notebook_cells", {"name": name, "count": cells})]
    if commands:
        notes.append(Message("intake.note.notebook_commands", {"count": commands}))
    if magic_cells:
        notes.append(Message("intake.note.notebook_magic_cells", {"count": magic_cells}))
    return tuple(notes)
