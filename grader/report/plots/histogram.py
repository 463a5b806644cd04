"""A histogram: how the numbers of an answer are distributed, with the outline of how they should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from grader.messages import label, number
from grader.model import Histogram, Lang
from grader.report.plots.drawing import Axes, Drawing, axes, drawable, line, plot, symbol, tag


def draw(figure: Histogram, lang: Lang) -> Drawing:
    """The picture of ``figure``."""
    figure = _sound(figure)
    highest = max((*figure.shares, *figure.required), default=0.0) or 1.0
    frame = axes((figure.start, figure.end), (0.0, min(highest * 1.08, 1.0)), percent=True)
    words = " ".join(_words(figure, lang))
    marks = (*frame.marks, *_bars(figure, frame), *_outline(figure.required, frame))
    caption = label("figure.histogram", lang, what=figure.what)
    return Drawing(caption, plot(frame, words, *marks), tuple(_key(figure, lang)), words)


def _sound(figure: Histogram) -> Histogram:
    """The figure with shares that are shares and a range that is one, whatever a report may hold."""
    shares, required = (
        tuple(min(max(share, 0.0), 1.0) if drawable(share) else 0.0 for share in part)
        for part in (figure.shares, figure.required)
    )
    rising = drawable(figure.start) and drawable(figure.end) and figure.start < figure.end
    start, end = (figure.start, figure.end) if rising else (0.0, 1.0)
    return replace(figure, shares=shares, required=required, start=start, end=end)


def _edges(count: int, frame: Axes) -> list[float]:
    step = (frame.x.high - frame.x.low) / max(count, 1)
    return [frame.x.place(frame.x.low + i * step) for i in range(count + 1)]


def _bars(figure: Histogram, frame: Axes) -> Iterator[Markup]:
    """One path for all bars, with a little air between them."""
    edges, floor = _edges(len(figure.shares), frame), frame.y.place(0.0)
    pieces = (
        f"M{left + 0.5:.1f} {floor:.1f}V{frame.y.place(share):.1f}H{right - 0.5:.1f}V{floor:.1f}z"
        for left, right, share in zip(edges, edges[1:], figure.shares, strict=False)
        if share > 0
    )
    yield tag("path", class_="bars", d="".join(pieces))


def _outline(required: Sequence[float], frame: Axes) -> Iterator[Markup]:
    if not required:
        return
    edges, floor = _edges(len(required), frame), frame.y.place(0.0)
    steps = [(x, frame.y.place(share)) for i, share in enumerate(required) for x in (edges[i], edges[i + 1])]
    yield line([(edges[0], floor), *steps, (edges[-1], floor)], "need")


def _key(figure: Histogram, lang: Lang) -> Iterator[tuple[Markup, str]]:
    yield symbol(tag("rect", class_="bars", x=3, y=1, width=20, height=10)), label("report.returned", lang)
    if figure.required:
        yield symbol(line([(1, 11), (1, 2), (25, 2), (25, 11)], "need")), label("report.required", lang)


def _words(figure: Histogram, lang: Lang) -> Iterator[str]:
    start, end = number(figure.start), number(figure.end)
    yield label("figure.histogram_alt", lang, total=figure.total, start=start, end=end)
    if figure.mean is not None and figure.deviation is not None:
        yield label("figure.moments", lang, mean=number(figure.mean), deviation=number(figure.deviation))
    if figure.shares and max(figure.shares) > 0:
        yield label("figure.mode", lang, **_fullest(figure.shares, figure))
    if figure.required and max(figure.required) > 0:
        yield label("figure.mode_required", lang, **_fullest(figure.required, figure))
    if figure.outside:
        yield label("figure.beyond", lang, count=figure.outside)
    if figure.nonfinite:
        yield label("figure.nonfinite", lang, count=figure.nonfinite)


def _fullest(shares: Sequence[float], figure: Histogram) -> dict[str, str]:
    """Where most numbers are: the ends of the fullest bin and its share."""
    at, step = max(range(len(shares)), key=shares.__getitem__), (figure.end - figure.start) / len(shares)
    left, right = figure.start + at * step, figure.start + (at + 1) * step
    return {"left": number(left), "right": number(right), "share": f"{100 * shares[at]:.0f}"}
