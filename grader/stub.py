"""Makes the stub that students receive out of the reference, so the two never drift apart.

Lines between ``# <solution>`` and ``# </solution>`` are left out. Inside a function the region
becomes ``raise NotImplementedError("<qualified name>")``; a region of whole definitions disappears.
Signatures, docstrings, type hints and comments outside of regions stay as they are written.
This module must never hand out a line of a region: when in doubt, it refuses.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader import quiz
from grader.catalog import quiz_items, reference_source
from grader.errors import InvalidExercise
from grader.model import Exercise, Kind

__all__ = ["check", "generate", "generated", "write"]

OPEN, CLOSE = "# <solution>", "# </solution>"
_LOOKS_LIKE_MARKER = re.compile(r"#\s*<\s*/?\s*solution", re.IGNORECASE)
_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class _Region:
    """The lines of both markers, 1-based and inclusive."""

    first: int
    last: int

    def holds(self, start: int, end: int) -> bool:
        return self.first < start and end < self.last

    def touches(self, start: int, end: int) -> bool:
        return start <= self.last and self.first <= end


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a region lies: the block that owns its statements, and the definitions around it."""

    block: Sequence[ast.stmt]
    inside: tuple[ast.stmt, ...]
    owners: tuple[_Definition, ...]
    top: bool


def generate(reference_source: str) -> str:
    """The stub of ``reference_source``. Pure: equal input, equal output.

    Raises ``InvalidExercise``, with the line, for an unclosed region, a region that is not aligned
    with statements, a docstring inside a region, or a reference without any region.
    """
    source = reference_source.replace("\r\n", "\n")
    tree = _parse(source, "the reference")
    regions = _regions(source)
    if not regions:
        raise InvalidExercise(
            "the reference marks no solution, so the stub would give everything away",
            f"Put `{OPEN}` and `{CLOSE}` around what students write.",
        )
    lines = source.split("\n")
    for region in reversed(regions):  # from the end, so that earlier line numbers stay true
        place = _locate(tree, region)
        _refuse_loose_lines(lines, region, place)
        _cut(lines, region, _replacement(region, place))
    stub = "\n".join(lines).rstrip("\n") + "\n"
    _parse(stub, "the generated stub")
    return stub


def generated(exercise: Exercise) -> dict[Path, bytes]:
    """Every published file that follows from the hidden part: the stub, and of a quiz also the items and public suite.

    Raises ``InvalidExercise`` like ``generate``, and for a statement of a quiz without marks for its items.
    """
    if exercise.kind is Kind.QUIZ:
        return dict(_quiz_files(exercise))
    return {exercise.published / exercise.filename: _expected(exercise).encode("utf-8")}


def _quiz_files(exercise: Exercise) -> Iterator[tuple[Path, bytes]]:
    items = quiz_items(exercise)
    yield exercise.published / exercise.filename, quiz.stub(exercise, items)
    yield exercise.published / "test_public.py", quiz.public_suite(exercise, items)
    for name, lang in quiz.STATEMENTS.items():
        path = exercise.published / name
        page = quiz.statement(path.read_text(encoding="utf-8") if path.is_file() else "", exercise, items, lang)
        if page is None:
            raise InvalidExercise(f"{path}: no place for the items", "Write <!-- items --> and <!-- /items --> there.")
        yield path, page.encode("utf-8")


def check(exercise: Exercise) -> None:
    """Raise ``InvalidExercise`` unless the stub on disk is the one that the reference generates."""
    path = exercise.published / exercise.filename
    wanted = _expected(exercise)
    found = path.read_text(encoding="utf-8") if path.is_file() else ""
    if found == wanted:
        return
    line = next((n for n, pair in enumerate(_pairs(found, wanted), 1) if pair[0] != pair[1]), 1)
    raise InvalidExercise(
        f"{path}:{line}: the stub differs from what the reference generates",
        "Change the reference, then generate the stub again; never edit the stub.",
    )


def write(exercise: Exercise) -> bool:
    """Generate the stub and write it beside ``exercise.toml``; True if that changed the file."""
    path = exercise.published / exercise.filename
    wanted = _expected(exercise)
    if path.is_file() and path.read_text(encoding="utf-8") == wanted:
        return False
    path.write_text(wanted, encoding="utf-8", newline="\n")
    return True


def _expected(exercise: Exercise) -> str:
    try:
        return generate(reference_source(exercise).decode("utf-8"))
    except InvalidExercise as error:
        where = f"solutions/{exercise.module}/{exercise.slug}/{exercise.filename}"
        raise InvalidExercise(f"{where}: {error.message}", error.next_step) from None


def _pairs(found: str, wanted: str) -> Iterator[tuple[str, str]]:
    left, right = found.split("\n"), wanted.split("\n")
    length = max(len(left), len(right))
    return zip(left + ["\0"] * (length - len(left)), right + ["\0"] * (length - len(right)), strict=True)


# --- where the regions are ---------------------------------------------------------------------


def _parse(source: str, what: str) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise InvalidExercise(f"line {line}: {what} is no valid Python: {error}", "Correct the syntax.") from None


def _regions(source: str) -> list[_Region]:
    regions: list[_Region] = []
    opened = 0
    for number, marker in _markers(source):
        if marker == OPEN and opened:
            raise InvalidExercise(f"line {number}: a region inside the one of line {opened}", "Regions do not nest.")
        if marker == CLOSE and not opened:
            raise InvalidExercise(f"line {number}: `{CLOSE}` without `{OPEN}`", "Open the region first.")
        if marker == CLOSE:
            regions.append(_Region(opened, number))
        opened = number if marker == OPEN else 0
    if opened:
        raise InvalidExercise(f"line {opened}: this region is never closed", f"Close it with `{CLOSE}`.")
    return regions


def _markers(source: str) -> Iterator[tuple[int, str]]:
    """Comments only: a marker that is quoted in a string is text."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT or not _LOOKS_LIKE_MARKER.match(token.string):
            continue
        if token.string.rstrip() not in (OPEN, CLOSE) or token.line[: token.start[1]].strip():
            raise InvalidExercise(
                f"line {token.start[0]}: not a marker, but it looks like one: {token.string}",
                f"Write exactly `{OPEN}` or `{CLOSE}`, alone on its line.",
            )
        yield token.start[0], token.string.rstrip()


def _locate(tree: ast.Module, region: _Region) -> _Place:
    """Descend to the innermost block that contains the whole region."""
    block: Sequence[ast.stmt] = tree.body
    owners: tuple[_Definition, ...] = ()
    around: ast.stmt | None = None
    while True:
        touched = [s for s in block if region.touches(_start(s), _end(s))]
        inside = tuple(s for s in touched if region.holds(_start(s), _end(s)))
        if touched and len(inside) == len(touched):
            return _Place(block, inside, owners, around is None)
        if len(touched) != 1:
            raise _misaligned(region, touched)
        around = touched[0]
        block = _inner_block(around, region)
        if isinstance(around, _Definition):
            owners = (*owners, around)


def _inner_block(statement: ast.stmt, region: _Region) -> Sequence[ast.stmt]:
    """The one block of a compound statement with which the region shares lines."""
    blocks = [b for b in _blocks(statement) if any(region.touches(_start(s), _end(s)) for s in b)]
    inside = _start(statement) < region.first
    if inside and not blocks and any(_blocks(statement)):
        raise _misaligned(region, [])
    if len(blocks) != 1 or not inside:
        raise _misaligned(region, [statement])
    return blocks[0]


def _blocks(statement: ast.AST) -> Iterator[Sequence[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        block = getattr(statement, name, None)
        if isinstance(block, list) and block:
            yield block
    for child in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
        yield from _blocks(child)


def _refuse_loose_lines(lines: list[str], region: _Region, place: _Place) -> None:
    """An ``else:`` belongs to no statement of its block; cutting it would change what remains."""
    covered = {n for s in place.inside for n in range(_start(s), _end(s) + 1)}
    for number in range(region.first + 1, region.last):
        text = lines[number - 1].strip()
        if text and not text.startswith("#") and number not in covered:
            raise InvalidExercise(
                f"line {region.first}: this region takes line {number} ({text}) away from its statement",
                "A region begins and ends between whole statements of one block.",
            )


def _misaligned(region: _Region, touched: Sequence[ast.stmt]) -> InvalidExercise:
    if not touched:
        return InvalidExercise(f"line {region.first}: this region holds no statement", "Remove it, or fill it.")
    return InvalidExercise(
        f"line {region.first}: this region cuts through the statement of line {_start(touched[0])}",
        "A region begins and ends between whole statements of one block.",
    )


def _start(statement: ast.stmt) -> int:
    decorators = statement.decorator_list if isinstance(statement, _Definition) else []
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])


def _end(statement: ast.stmt) -> int:
    return statement.end_lineno or statement.lineno


# --- what stands there instead -------------------------------------------------------------------


def _replacement(region: _Region, place: _Place) -> str:
    """The line that replaces the region; empty if the region disappears."""
    owner = place.owners[-1] if place.owners else None
    if owner is not None and place.inside[0] is owner.body[0] and ast.get_docstring(owner, clean=False) is not None:
        raise InvalidExercise(
            f"line {region.first}: the docstring of '{owner.name}' is inside this region", "Begin below the docstring."
        )
    indent = " " * place.inside[0].col_offset
    if isinstance(owner, ast.FunctionDef | ast.AsyncFunctionDef):
        name = ".".join(definition.name for definition in place.owners)
        return f'{indent}raise NotImplementedError("{name}")'
    emptied = len(place.inside) == len(place.block) and not place.top
    return f"{indent}pass" if emptied else ""


def _cut(lines: list[str], region: _Region, replacement: str) -> None:
    """Replace the region in ``lines``; where it vanishes, blank lines on both sides do not add up."""
    start, stop = region.first - 1, region.last
    if replacement:
        lines[start:stop] = [replacement]
        return
    before = _blanks(reversed(lines[:start]))
    after = _blanks(iter(lines[stop:]))
    opens_block = start > before and lines[start - before - 1].rstrip().endswith(":")
    at_start = start == before
    blanks = 0 if opens_block or at_start else max(before, after)
    lines[start - before : stop + after] = [""] * blanks


def _blanks(lines: Iterator[str]) -> int:
    count = 0
    for line in lines:
        if line.strip():
            break
        count += 1
    return count
