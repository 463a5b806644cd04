"""What is better looked at than read: numbers for drawings, never drawings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from grader.model.texts import Words


class Over(StrEnum):
    """What the horizontal axis of a ``Curve`` counts."""

    STEP = "step"
    EPOCH = "epoch"
    BATCH = "batch"
    LAYER = "layer"
    DEGREE = "degree"


@dataclass(frozen=True, slots=True)
class Curve:
    """An answer along steps, epochs, batches, layers or degrees, and the band in which it has to lie.

    ``x``, ``seen``, ``low`` and ``high`` have one entry per point, at most 100, in three significant digits; None is
    a gap (not finite, or nothing was answered there). ``low`` and ``high`` are empty without a band; where they are
    equal, the band is a line. ``log`` asks for a logarithmic vertical axis.
    """

    what: Words
    over: Over
    x: tuple[float, ...]
    seen: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    log: bool = False
    call: str = ""
    kind: Literal["curve"] = "curve"


@dataclass(frozen=True, slots=True)
class Histogram:
    """How the numbers of an answer are distributed between ``start`` and ``end``.

    ``shares`` has one entry per bin, at most 48: its share of all ``total`` numbers; ``required`` the same for a right
    answer, or nothing. ``outside`` counts numbers beyond the range, ``nonfinite`` those that are none.
    """

    what: Words
    start: float
    end: float
    shares: tuple[float, ...]
    required: tuple[float, ...] = ()
    mean: float | None = None
    deviation: float | None = None
    total: int = 0
    outside: int = 0
    nonfinite: int = 0
    call: str = ""
    kind: Literal["histogram"] = "histogram"


@dataclass(frozen=True, slots=True)
class Path2D:
    """The way of an answer over a declared surface, as an optimizer walks over a loss.

    ``x`` and ``y`` are the ends of the axes; ``surface`` has one text per row from the largest y down, one digit per
    cell: levels 0 (lowest) to 7, at most 32 x 32; ``seen`` and ``required`` are at most 60 positions.
    """

    what: Words
    x: tuple[float, float]
    y: tuple[float, float]
    surface: tuple[str, ...]
    seen: tuple[tuple[float, float], ...]
    required: tuple[tuple[float, float], ...] = ()
    call: str = ""
    kind: Literal["path"] = "path"


@dataclass(frozen=True, slots=True)
class Boundary:
    """Which class an answer gives to each place of a plane, and the declared points with their classes.

    ``regions`` has one text per row from the largest y down, one character per cell: classes 0 to 3, or a dot where
    there is none, at most 32 x 32; ``points`` are at most 80 entries (x, y, class).
    """

    what: Words
    x: tuple[float, float]
    y: tuple[float, float]
    regions: tuple[str, ...]
    points: tuple[tuple[float, float, int], ...] = ()
    call: str = ""
    kind: Literal["boundary"] = "boundary"


Figure = Curve | Histogram | Path2D | Boundary
"""What a case may show of an answer: made by ``grader.judge.show``, drawn by ``grader.report.plots``.

Each has ``what``, the name of the quantity, and ``call``, how a student gets it at home (or nothing).
"""
