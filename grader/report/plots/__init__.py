"""Pictures of one case as inline SVG, each a few kilobytes, with the same told in words.

Exists because a picture of *where*, *when* or *how spread* often names the mistake before a sentence does. Pure
functions from records to markup. They must never draw what the record does not hold, refer to anything outside of
the page, or put text from outside into markup unescaped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from grader.messages import label, one_line
from grader.model import Boundary, CaseResult, Curve, Figure, Histogram, Lang, Path2D
from grader.report.plots import curve, heat, histogram, plane
from grader.report.plots.drawing import Drawing

__all__ = ["Drawing", "drawing", "drawings", "told"]

_DRAW: dict[type[Figure], Callable[[Any, Lang], Drawing]] = {
    Curve: curve.draw,
    Histogram: histogram.draw,
    Path2D: plane.draw_path,
    Boundary: plane.draw_boundary,
}


def drawings(case: CaseResult, lang: Lang) -> list[Drawing]:
    """Every picture of ``case``: its figures, then the map of its error."""
    error = heat.draw(case.mismatch, lang)
    return [*(drawing(figure, lang) for figure in case.figures), *([error] if error else [])]


def drawing(figure: Figure, lang: Lang) -> Drawing:
    """The picture of one figure."""
    return replace(_DRAW[type(figure)](figure, lang), call=one_line(figure.call))


def told(case: CaseResult, lang: Lang) -> list[str]:
    """The figures of ``case`` in words, for views that cannot draw."""
    return [_told(drawing(figure, lang), lang) for figure in case.figures]


def _told(shown: Drawing, lang: Lang) -> str:
    again = label("figure.call", lang, call=shown.call) if shown.call else ""
    return " ".join(filter(None, (f"{shown.caption}:", shown.words, again)))
