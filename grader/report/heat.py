"""The map of an error as an inline drawing: where an array is wrong, and how badly.

Exists because a picture of *where* often names the mistake (a border, one channel, every second column). It
shows levels only, never values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from grader.messages import label
from grader.model import Lang, Mismatch

LEVELS = range(5)
_LONGEST = 320
_CELL = range(10, 27)


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A drawing of ``columns`` x ``rows`` cells, one path per level, and the same in words."""

    rows: int
    columns: int
    cell: int
    paths: tuple[tuple[int, str], ...]
    words: str

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.columns * self.cell

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.rows * self.cell


def heat_map(mismatch: Mismatch | None, lang: Lang) -> HeatMap | None:
    """The drawing of ``mismatch.heat``; None where there is none."""
    if mismatch is None or not mismatch.heat or not mismatch.heat[0]:
        return None
    grid = mismatch.heat
    columns = max(map(len, grid))
    cell = min(max(_LONGEST // max(columns, len(grid)), _CELL.start), _CELL.stop - 1)
    paths = tuple((level, drawn) for level in LEVELS if (drawn := "".join(_runs(grid, level))))
    return HeatMap(len(grid), columns, cell, paths, _words(grid, columns, lang))


def _runs(grid: Sequence[Sequence[int]], level: int) -> Iterator[str]:
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


def _words(grid: Sequence[Sequence[int]], columns: int, lang: Lang) -> str:
    levels = [level for row in grid for level in row]
    off, far = sum(level > 0 for level in levels), sum(level >= LEVELS.stop - 1 for level in levels)
    return label("report.heat_alt", lang, rows=len(grid), columns=columns, off=off, cells=len(levels), far=far)
