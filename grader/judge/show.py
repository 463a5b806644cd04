"""What a test may show of an answer beside its verdict: a curve, a distribution, a path, a decision boundary.

For where looking teaches more than reading. A test calls these before it expects anything, so that a wrong answer is
drawn as well; they judge nothing. Whatever cannot be drawn (another type, no numbers) is left out without a word:
saying so is what ``expect`` is for. A figure holds what the student answered, coarsely, and what the author of the
test declares. It must never hold an input that was drawn for this submission, or what would be right for one: show
answers to calls that the student could make at home, and say in ``call`` which.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from itertools import takewhile
from typing import Any

import numpy as np

from grader.errors import AuthoringError
from grader.model import Boundary, Curve, Figure, Histogram, Over, Path2D, Words

MAX_FIGURES = 2
MAX_POINTS = 100
MAX_BINS = 48
MAX_SIDE = 32
MAX_STEPS = 60
MAX_MARKS = 80
MAX_CLASSES = 4
LEVELS = 8
LARGEST = 1 << 22
"""So many numbers may be compared with as many declared ones."""
HUGE = 1e300
"""From here on a number counts as infinite: rounding could make it so."""
_SAMPLE = 20_000
"""So many numbers of a large answer make its histogram: more would look the same."""

Array = np.ndarray[Any, Any]
Ends = tuple[float, float]

_drawn: ContextVar[list[Figure] | None] = ContextVar("figures", default=None)


def collecting() -> list[Figure]:
    """Start collecting figures: those of the case that runs next."""
    figures: list[Figure] = []
    _drawn.set(figures)
    return figures


def curve(
    seen: Any,
    what: Words,
    *,
    over: str = "step",
    first: int = 0,
    required: Sequence[float] | Array | None = None,
    band: tuple[Any, Any] | None = None,
    log: bool = False,
    call: str = "",
) -> None:
    """Show ``seen``, one number per step, epoch, batch, layer or degree: a loss, a learning rate, a statistic.

    Args:
        seen: The answer: a list of numbers or an array of one axis. More than 100 points are thinned out.
        what: Its name, e.g. ``"lr"``.
        over: ``step``, ``epoch``, ``batch``, ``layer`` or ``degree``.
        first: The number of the first point.
        required: What a right answer to this very call is, where everybody may know it.
        band: Lowest and highest right answer, each a number or one number per point.
        log: Draw it on a logarithmic scale.
        call: What the student can run to get it, e.g. ``"one_cycle_lr(t, 40, 1.0)"``.

    Raises:
        AuthoringError: if the test declares what cannot be.
    """
    _refuse(over not in set(Over), f"a curve goes over one of: {', '.join(Over)}")
    edges = _band(required, band)
    numbers = _row(seen)
    if numbers is None or not numbers.size:
        return
    declared = max(edge.size for edge in edges)
    count = declared if declared > 1 else numbers.size  # what an answer holds beyond the band has no place
    at = np.unique(np.linspace(0, count - 1, min(count, MAX_POINTS)).round().astype(int))
    low, high = (_points(np.resize(edge, count) if edge.size == 1 else edge, at) if edge.size else () for edge in edges)
    _add(Curve(what, Over(over), tuple(float(first + i) for i in at), _points(numbers, at), low, high, log, call))


def histogram(
    seen: Any,
    what: Words,
    start: float,
    end: float,
    *,
    origin: float | Array = 0.0,
    unit: float | Array = 1.0,
    bins: int = 24,
    required: Sequence[float] | Array | None = None,
    call: str = "",
) -> None:
    """Show how the numbers of ``seen`` are distributed between ``start`` and ``end``.

    Args:
        seen: The answer: an array, a tensor or a list of numbers.
        what: Its name or what was made of it, e.g. ``"out / x"``.
        origin: Is subtracted first; a number or what broadcasts to the shape of the answer.
        unit: What is left is divided by it: so drawn numbers can be taken out of the picture.
        start: Left end of the range; declared, never taken from the answer.
        end: Right end of the range.
        bins: At most 48.
        required: Numbers distributed as they should be, for comparison.
        call: What the student can run to get it.

    Raises:
        AuthoringError: if the test declares what cannot be.
    """
    _refuse(not start < end or not 1 <= bins <= MAX_BINS, f"a range and at most {MAX_BINS} bins are needed")
    found = _measured(_array(seen), np.asarray(origin, float), np.asarray(unit, float))
    if found is None or not found[1]:
        return
    numbers, total = found
    finite = numbers[np.isfinite(numbers)]
    with np.errstate(all="ignore"):  # the student's numbers may be too large for a mean: then there is none
        mean, deviation = (_short(float(of(finite))) if finite.size else None for of in (np.mean, np.std))
    scale = total / numbers.size
    inside = int(((finite >= start) & (finite <= end)).sum())
    _add(
        Histogram(
            what, float(start), float(end), _shares(finite, numbers.size, start, end, bins),
            () if required is None else _shares(np.asarray(required, float), len(required), start, end, bins),
            mean, deviation, total, round((finite.size - inside) * scale), round((numbers.size - finite.size) * scale),
            call,
        )
    )  # fmt: skip


def path(
    seen: Any,
    what: Words,
    surface: Callable[[Array, Array], Array],
    *,
    x: Ends,
    y: Ends,
    required: Sequence[Any] | Array | None = None,
    call: str = "",
) -> None:
    """Show positions (x, y), one after the other, on a surface that everybody may know.

    Args:
        seen: The answer: an array (steps, 2) or a list of pairs. At most 60 are shown.
        what: The name of what moves.
        surface: The function that is walked on, of two arrays.
        x: Ends of the horizontal axis.
        y: Ends of the vertical axis.
        required: The path of a right answer.
        call: What the student can run to get it.

    Raises:
        AuthoringError: if the test declares what cannot be.
    """
    _refuse(not (x[0] < x[1] and y[0] < y[1]), "the ends of an axis must rise")
    walked = _pairs(seen)
    if not walked:
        return
    cells = grid(x, y)
    heights = np.asarray(surface(cells[:, 0], cells[:, 1]), float).reshape(MAX_SIDE, MAX_SIDE)
    wanted = () if required is None else _pairs(np.asarray(required)) or ()
    _add(Path2D(what, _ends(x), _ends(y), _levels(heights), walked, wanted, call))


def grid(x: Ends, y: Ends, side: int = MAX_SIDE) -> Array:
    """The centres of ``side`` x ``side`` cells, row by row from the largest y down: (side * side, 2).

    Ask the student for the class of each, and give the answer to ``boundary``.
    """
    across = np.linspace(*x, side + 1)
    down = np.linspace(y[1], y[0], side + 1)
    columns, rows = np.meshgrid((across[1:] + across[:-1]) / 2, (down[1:] + down[:-1]) / 2)
    return np.stack([columns.ravel(), rows.ravel()], axis=1)


def boundary(
    seen: Any, what: Words, *, x: Ends, y: Ends, points: Sequence[tuple[float, float, int]] = (), call: str = ""
) -> None:
    """Show which class the student's model gives to each cell of ``grid(x, y)``, and points whose class is known.

    Args:
        seen: The answer: one whole number 0 to 3 per cell, in the order of ``grid``.
        what: What was asked, e.g. ``"predict(X)"``.
        x: Ends of the horizontal axis.
        y: Ends of the vertical axis.
        points: (x, y, class) of data that the student may see; at most 80.
        call: What the student can run to get it.

    Raises:
        AuthoringError: if the test declares what cannot be.
    """
    _refuse(len(points) > MAX_MARKS, f"more than {MAX_MARKS} points hide each other")
    classes = _flat(seen)
    side = 0 if classes is None else math.isqrt(classes.size)
    if classes is None or not 2 <= side <= MAX_SIDE or side * side != classes.size:
        return
    known = np.isin(classes, range(MAX_CLASSES))
    cells = "".join(str(int(one)) if is_known else "." for one, is_known in zip(classes, known, strict=True))
    rows = tuple(cells[i : i + side] for i in range(0, side * side, side))
    marks = tuple((float(a), float(b), int(c)) for a, b, c in points)
    _add(Boundary(what, _ends(x), _ends(y), rows, marks, call))


# --- what an author declares -------------------------------------------------------------------


def _refuse(wrong: bool, sentence: str) -> None:
    if wrong:
        raise AuthoringError(sentence, "see `grader.judge.show`")


def _add(figure: Figure) -> None:
    figures = _drawn.get()
    if figures is None:
        return  # a suite that is run by pytest alone
    _refuse(len(figures) >= MAX_FIGURES, f"a case shows at most {MAX_FIGURES} figures")
    figures.append(figure)


def _band(required: Any, band: tuple[Any, Any] | None) -> tuple[Array, Array]:
    _refuse(required is not None and band is not None, "a curve has a band or a required line, not both")
    given = band if band is not None else (() if required is None else required,) * 2
    low, high = (np.atleast_1d(np.asarray(edge, float)) for edge in given)
    _refuse(low.ndim > 1 or high.ndim > 1, "an edge of a band is a number or one number per point")
    return low, high


def _ends(ends: Ends) -> Ends:
    return float(ends[0]), float(ends[1])


def _levels(heights: Array) -> tuple[str, ...]:
    """Heights as levels that rise with the root of the height: valleys are told apart as well as slopes."""
    low, high = float(heights.min()), float(heights.max())
    depth = np.sqrt((heights - low) / (high - low or 1.0))
    return tuple("".join(map(str, row)) for row in np.minimum(depth * LEVELS, LEVELS - 1).astype(int))


# --- what a student answered -------------------------------------------------------------------


def _short(number: float) -> float | None:
    """Three significant digits; None for what is not finite."""
    return float(f"{number:.2e}") if abs(number) < HUGE else None


def _points(numbers: Array, at: Array) -> tuple[float | None, ...]:
    kept = numbers[at[at < numbers.size]].astype(float).tolist()
    return (*map(_short, kept), *[None] * (len(at) - len(kept)))


def _shares(numbers: Array, of: int, start: float, end: float, bins: int) -> tuple[float, ...]:
    counts, _ = np.histogram(numbers, bins=bins, range=(start, end))
    return tuple(round(int(count) / of, 4) for count in counts)


def _measured(answer: Array | None, origin: Array, unit: Array) -> tuple[Array, int] | None:
    """``(answer - origin) / unit`` as one row (of much: a sample) and how many there are; None where shapes do not fit.

    An answer may be far larger than it should be, so it is never converted as a whole.
    """
    if answer is None:
        return None
    with np.errstate(all="ignore"):  # what overflows counts as not finite
        if origin.ndim == unit.ndim == 0:
            return (_sample(answer).astype(float) - origin) / unit, answer.size
        declared = np.broadcast_shapes(origin.shape, unit.shape)
        if answer.ndim < len(declared) or not _spreads(declared, answer.shape):
            return None
        return _sample((answer.astype(float) - origin) / unit), answer.size


def _spreads(declared: tuple[int, ...], shape: tuple[int, ...]) -> bool:
    """Whether ``declared`` broadcasts to ``shape``, and the rest of ``shape`` is of a size that was to be expected."""
    pairs = zip(declared, shape[len(shape) - len(declared) :], strict=True)
    return all(one in (1, other) for one, other in pairs) and math.prod(shape) <= LARGEST


def _sample(numbers: Array) -> Array:
    """Of many numbers some, always the same places and not every n-th: answers have periods."""
    row = numbers.ravel(order="K")  # no copy
    return row if row.size <= _SAMPLE else row[np.random.default_rng(0).integers(row.size, size=_SAMPLE)]


def _row(answer: Any) -> Array | None:
    """An answer as one row of numbers; None where it is not one."""
    array = _array(answer)
    return array if array is not None and array.ndim == 1 else None


def _flat(answer: Any) -> Array | None:
    array = _array(answer)
    return None if array is None or array.size > MAX_SIDE**2 else array.ravel().astype(float)


def _pairs(answer: Any) -> tuple[tuple[float, float], ...] | None:
    """The first positions of a path, up to one that is not finite."""
    rows = [_array(row) for row in answer[:MAX_STEPS]] if type(answer) in (list, tuple) else None
    array = _array(answer) if rows is None else _stack(rows)
    if array is None or array.ndim != 2 or array.shape[1] != 2 or not len(array):
        return None
    near = [(_short(float(a)), _short(float(b))) for a, b in array[:MAX_STEPS]]
    return tuple((a, b) for a, b in takewhile(lambda pair: None not in pair, near) if a is not None and b is not None)


def _stack(rows: list[Array | None]) -> Array | None:
    whole = [row for row in rows if row is not None and row.shape == (2,)]
    return np.stack(whole) if rows and len(whole) == len(rows) else None


def _array(answer: Any) -> Array | None:
    """Real numbers of an array, tensor or flat list, as they are; never asks an object that stayed in the sandbox."""
    if type(answer) in (list, tuple):
        numbers = [_number(item) for item in answer[:_SAMPLE]]
        return np.array(numbers, float) if all(number is not None for number in numbers) else None
    if _is_tensor(answer):
        plain = answer.detach()
        answer = (plain.float() if str(plain.dtype) == "torch.bfloat16" else plain).numpy()
    real = type(answer) is np.ndarray and answer.dtype.kind in "fiub"
    return answer if real else None


def _is_tensor(value: Any) -> bool:
    return type(value).__module__.partition(".")[0] == "torch" and hasattr(value, "detach")


def _number(item: Any) -> float | None:
    if type(item) is np.ndarray or _is_tensor(item):
        array = _array(item)
        return _float(array.item()) if array is not None and array.size == 1 else None
    if type(item) in (bool, int, float) or isinstance(item, np.floating | np.integer | np.bool_):
        return _float(item)
    return None


def _float(number: Any) -> float:
    try:
        return float(number)
    except OverflowError:
        return float("inf")
