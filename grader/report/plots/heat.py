"""The map of an error: where an array is wrong, and how badly.

A picture of *where* often names the mistake (a border, one channel, every second column). It shows levels only,
never values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from grader.messages import label
from grader.model import Lang, Mismatch
from grader.report.plots.drawing import Drawing, picture, symbol, tag

LEVELS = range(5)
_LONGEST = 320
_CELL = range(10, 27)


def draw(mismatch: Mismatch | None, lang: Lang) -> Drawing | None:
    """The picture of ``mismatch.heat``; None where there is none."""
    if mismatch is None or not mismatch.heat or not mismatch.heat[0]:
        return None
    grid = mismatch.heat
    rows, columns = len(grid), max(map(len, grid))
    cell = min(max(_LONGEST // max(columns, rows), _CELL.start), _CELL.stop - 1)
    words = _words(grid, columns, lang)
    marks = [tag("path", class_=f"h{level}", d=path) for level in LEVELS if (path := "".join(cells(grid, level)))]
    svg = picture(columns * cell, rows * cell, words, *marks, _mesh(rows, columns), box=f"0 0 {columns} {rows}")
    return Drawing(label("report.heat", lang, what=mismatch.what), svg, tuple(_key(lang)), words)


def cells(grid: Sequence[Sequence[int]], level: int) -> Iterator[str]:
    """Path commands for the cells of one level: one rectangle for neighbours in a row."""
    for y, row in enumerate(grid):
        x = 0
        for found, run in groupby(row, key=_clamped):
            length = len(list(run))
            if found == level:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length


def _clamped(level: int) -> int:
    return min(max(level, LEVELS.start), LEVELS.stop - 1)


def _mesh(rows: int, columns: int) -> Markup:
    across = "".join(f"M{x} 0v{rows}" for x in range(1, columns))
    return tag("path", class_="mesh", d=across + "".join(f"M0 {y}h{columns}" for y in range(1, rows)))


def _key(lang: Lang) -> Iterator[tuple[Markup, str]]:
    for level, name in (
        (LEVELS.start, "report.heat_fine"),
        (2, "report.heat_off"),
        (LEVELS.stop - 1, "report.heat_far"),
    ):
        yield symbol(tag("rect", class_=f"h{level}", x=5, y=0, width=16, height=12)), label(name, lang)


def _words(grid: Sequence[Sequence[int]], columns: int, lang: Lang) -> str:
    levels = [level for row in grid for level in row]
    off, far = sum(level > 0 for level in levels), sum(level >= LEVELS.stop - 1 for level in levels)
    return label("report.heat_alt", lang, rows=len(grid), columns=columns, off=off, cells=len(levels), far=far)
