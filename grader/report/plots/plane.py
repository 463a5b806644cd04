"""Pictures of a plane: the path of an optimizer on a surface, and the decision boundary of a classifier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from grader.messages import label, number
from grader.model import Boundary, Lang, Path2D
from grader.report.plots.drawing import (
    Axes,
    Drawing,
    Place,
    axes,
    dot,
    drawable,
    line,
    plot,
    symbol,
    tag,
)

CLASSES = 4
NONE = "."
"""A cell without a class."""


def draw_path(figure: Path2D, lang: Lang) -> Drawing:
    """The picture of a path."""
    frame = axes(figure.x, figure.y)
    words = " ".join(_path_words(figure, lang))
    walked = [frame.at(*place) for place in figure.seen if all(map(drawable, place))]
    wanted = [frame.at(*place) for place in figure.required if all(map(drawable, place))]
    marks = (
        *_cells(figure.surface, frame, "lv"),
        *frame.marks,
        *([line(wanted, "need")] if len(wanted) > 1 else []),
        *([line(walked, "seen")] if len(walked) > 1 else []),
        *(dot(place, "seen-dot", 2.0) for place in walked[1:]),
        *(tag("path", class_="start", d=f"M{x - 4:.1f} {y - 4:.1f}h8v8h-8z") for x, y in walked[:1]),
    )
    caption = label("figure.path", lang, what=figure.what)
    return Drawing(caption, plot(frame, words, *marks), tuple(_path_key(bool(wanted), lang)), words)


def _path_key(has_required: bool, lang: Lang) -> Iterator[tuple[Markup, str]]:
    yield symbol(tag("rect", class_="start", x=9, y=2, width=8, height=8)), label("figure.start", lang)
    yield symbol(line([(1, 6), (25, 6)], "seen"), dot((13, 6), "seen-dot")), label("report.returned", lang)
    if has_required:
        yield symbol(line([(1, 6), (25, 6)], "need")), label("report.required", lang)
    yield symbol(tag("rect", class_="lv0", x=5, y=0, width=16, height=12)), label("figure.valley", lang)


def _path_words(figure: Path2D, lang: Lang) -> Iterator[str]:
    stopped = len(figure.seen) < len(figure.required)
    if len(figure.seen) > 1 or (figure.seen and not stopped):
        first, last = (_pair(place) for place in (figure.seen[0], figure.seen[-1]))
        yield label("figure.path_alt", lang, steps=len(figure.seen) - 1, first=first, last=last)
    if stopped:
        yield label("figure.path_stopped", lang, steps=max(0, len(figure.seen) - 1))
    if figure.required:
        yield label("figure.path_required", lang, last=_pair(figure.required[-1]))
    left = sum(not _within(place, figure.x, figure.y) for place in figure.seen)
    if left:
        yield label("figure.beyond", lang, count=left)


def _pair(place: Place) -> str:
    return f"({number(place[0])}, {number(place[1])})"


def _within(place: Place, x: Place, y: Place) -> bool:
    return x[0] <= place[0] <= x[1] and y[0] <= place[1] <= y[1]


def draw_boundary(figure: Boundary, lang: Lang) -> Drawing:
    """The picture of a decision boundary."""
    frame = axes(figure.x, figure.y)
    words = " ".join(_boundary_words(figure, lang))
    points = [_mark(frame.at(x, y), kind) for x, y, kind in figure.points if drawable(x) and drawable(y)]
    marks = (*_cells(figure.regions, frame, "class"), *frame.marks, *points)
    caption = label("figure.boundary", lang, what=figure.what)
    return Drawing(caption, plot(frame, words, *marks), tuple(_boundary_key(figure, lang)), words)


def _classes(figure: Boundary) -> list[int]:
    return [kind for kind in range(CLASSES) if str(kind) in "".join(figure.regions) or kind in _kinds(figure)]


def _kinds(figure: Boundary) -> set[int]:
    return {kind for _, _, kind in figure.points}


def _boundary_key(figure: Boundary, lang: Lang) -> Iterator[tuple[Markup, str]]:
    for kind in _classes(figure):
        area = tag("rect", class_=f"class{kind}", x=1, y=0, width=24, height=12)
        yield symbol(area, _mark((13, 6), kind)), label("figure.class", lang, kind=kind)


def _boundary_words(figure: Boundary, lang: Lang) -> Iterator[str]:
    counts = Counter("".join(figure.regions))
    total = sum(counts.values()) or 1
    parts = [
        label("figure.area", lang, kind=kind, share=f"{100 * counts[str(kind)] / total:.0f}")
        for kind in _classes(figure)
    ]
    yield label("figure.boundary_alt", lang, areas=", ".join(parts), points=len(figure.points))
    if counts[NONE]:
        yield label("figure.no_class", lang, share=f"{100 * counts[NONE] / total:.0f}")


def _mark(at: Place, kind: int) -> Markup:
    """A point of a class: told apart by form, not by colour alone."""
    x, y = at
    forms = (
        f"M{x - 3.5:.1f} {y:.1f}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z",
        f"M{x - 3.2:.1f} {y - 3.2:.1f}h6.4v6.4h-6.4z",
        f"M{x:.1f} {y - 4:.1f}l4 7h-8z",
        f"M{x:.1f} {y - 4.4:.1f}l4.4 4.4l-4.4 4.4l-4.4 -4.4z",
    )
    return tag("path", class_=f"mark mark{min(max(kind, 0), CLASSES - 1)}", d=forms[min(max(kind, 0), CLASSES - 1)])


def _cells(rows: Sequence[str], frame: Axes, prefix: str) -> Iterator[Markup]:
    """One path per level: rectangles of neighbours in a row, on the pixels of the frame."""
    left, right, top, bottom = frame.x.start, frame.x.end, frame.y.end, frame.y.start
    paths: dict[str, list[str]] = {}
    for i, row in enumerate(rows):
        y, tall = top + (bottom - top) * i / len(rows), (bottom - top) / len(rows)
        x = 0
        for level, run in groupby(row):
            length = len(list(run))
            start, wide = left + (right - left) * x / len(row), (right - left) * length / len(row)
            x += length
            if level in "01234567":
                paths.setdefault(level, []).append(f"M{start:.1f} {y:.1f}h{wide:.1f}v{tall:.1f}h-{wide:.1f}z")
    for level, pieces in sorted(paths.items()):
        yield tag("path", class_=f"{prefix}{level}", d="".join(pieces))
