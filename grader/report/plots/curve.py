"""A curve: an answer along steps, epochs, batches, layers or degrees, against the band in which it has to lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from grader.messages import label, number
from grader.model import Curve, Lang
from grader.report.plots.drawing import (
    Axes,
    Drawing,
    Place,
    axes,
    cross,
    dot,
    drawable,
    line,
    plot,
    spread,
    symbol,
    tag,
)

_DOTTED = 30
"""Up to so many points each has a dot of its own."""
_BEYOND = 0.9
"""How far beyond the band, in heights of the band, an answer may stretch the axis."""
_DECADES = 14
"""The same on a logarithmic axis: a signal that vanishes layer by layer is to be seen vanishing."""
_CROSSES = 16
_VISIBLE = 0.01
"""Nearer than this, as a part of the band's height or of the value, nobody sees a difference."""

Point = tuple[float, float]
Edge = tuple[float, float, float]


def draw(figure: Curve, lang: Lang) -> Drawing:
    """The picture of ``figure``."""
    log = figure.log and any(drawable(value, log=True) for value in (*figure.seen, *figure.low, *figure.high))
    xs = [x for x in figure.x if drawable(x)]
    seen = [(x, y) for x, y in zip(xs, figure.seen, strict=False) if drawable(y, log=log)]
    band = [
        (x, low, high)
        for x, low, high in zip(xs, figure.low, figure.high, strict=False)
        if drawable(low, log=log) and drawable(high, log=log)
    ]
    log = log and bool(seen or band)
    name = label(f"figure.over_{figure.over}", lang)
    up = _reach([y for _, y in seen], [value for _, low, high in band for value in (low, high)], log=log)
    frame = axes(_across(xs), up, name, log=log, whole=True)
    off = _outside(seen, band)
    exact = all(low == high for _, low, high in band)
    words = " ".join(_words(figure, seen, band, off, name, lang))
    marks = (*frame.marks, *_required(band, frame, exact=exact), *_answer(xs, seen, frame), *_crosses(off, frame))
    key = tuple(_key(bool(band), exact, bool(off), lang))
    caption = label("figure.curve", lang, what=figure.what, over=name)
    return Drawing(caption, plot(frame, words, *marks), key, words)


def _across(x: Sequence[float]) -> Place:
    low, high = min(x, default=0.0), max(x, default=1.0)
    return (low, high) if low < high else (low - 1, high + 1)


def _reach(seen: Sequence[float], band: Sequence[float], *, log: bool) -> Place:
    """Ends of the vertical axis: the band fills a good part of it, however far off the answer is."""
    if not band or not seen:
        return spread([*seen, *band], log=log)
    low, high = min(band), max(band)
    if log:
        room = 10.0**_DECADES
        return spread([low, high, max(min(seen), low / room), min(max(seen), high * room)], log=True)
    room = _BEYOND * ((high - low) or abs(high) or 1.0)
    return spread([low, high, max(min(seen), low - room), min(max(seen), high + room)])


def _outside(seen: Sequence[Point], band: Sequence[Edge]) -> list[Point]:
    """Points that lie visibly outside of the band."""
    edges = {x: (low, high) for x, low, high in band}
    height = max((high for _, _, high in band), default=0.0) - min((low for _, low, _ in band), default=0.0)
    found = []
    for x, y in seen:
        low, high = edges.get(x, (y, y))
        near = _VISIBLE * max(abs(low), abs(high), 0.2 * height)
        if not low - near <= y <= high + near:
            found.append((x, y))
    return found


def _required(band: Sequence[Edge], frame: Axes, *, exact: bool) -> Iterator[Markup]:
    above = [frame.at(x, high) for x, _, high in band]
    if not exact:
        below = [frame.at(x, low) for x, low, _ in band]
        outline = " ".join(f"{x:.1f},{y:.1f}" for x, y in [*above, *reversed(below)])
        yield tag("polygon", class_="band", points=outline)
    elif band:
        yield line(above, "need")


def _answer(xs: Sequence[float], seen: Sequence[Point], frame: Axes) -> Iterator[Markup]:
    """The answer in pieces: a gap where nothing is finite."""
    known = dict(seen)
    for there, piece in groupby(xs, key=known.__contains__):
        places = [frame.at(x, known[x]) for x in piece if there]
        if len(places) > 1:
            yield line(places, "seen")
    if len(seen) <= _DOTTED:
        yield from (dot(frame.at(x, y), "seen-dot") for x, y in seen if frame.y.holds(y))


def _crosses(off: Sequence[Point], frame: Axes) -> Iterator[Markup]:
    """Crosses on points that are off, not on all of them where they would hide the line."""
    yield from (cross(frame.at(x, y)) for x, y in off[:: max(1, -(-len(off) // _CROSSES))])


def _key(has_band: bool, exact: bool, has_off: bool, lang: Lang) -> Iterator[tuple[Markup, str]]:
    yield symbol(line([(1, 6), (25, 6)], "seen"), dot((13, 6), "seen-dot")), label("report.returned", lang)
    if has_band and exact:
        yield symbol(line([(1, 6), (25, 6)], "need")), label("report.required", lang)
    elif has_band:
        yield symbol(tag("rect", class_="band", x=1, y=1, width=24, height=10)), label("figure.band", lang)
    if has_off:
        yield symbol(cross((13, 6))), label("figure.outside", lang)


def _words(
    figure: Curve, seen: Sequence[Point], band: Sequence[Edge], off: Sequence[Point], name: str, lang: Lang
) -> Iterator[str]:
    numbers = [y for y in figure.seen if drawable(y)]
    if numbers:
        ends = {"first": number(numbers[0]), "last": number(numbers[-1])}
        most = {"least": number(min(numbers)), "most": number(max(numbers))}
        yield label("figure.curve_alt", lang, points=len(numbers), **ends, **most)
    if gaps := len(figure.x) - len(numbers):
        yield label("figure.gaps", lang, gaps=gaps, points=len(figure.x))
    if off:
        at = number(off[0][0])
        yield label("figure.curve_outside", lang, off=len(off), points=len(seen), over=name, at=at)
    elif band and numbers:
        yield label("figure.curve_inside", lang)
