"""What all pictures share: the record of a drawing, elements of SVG, scales and axes.

Colours come from the page's style sheet by class, so that dark mode and print need no second picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from markupsafe import Markup

WIDTH, HEIGHT = 340, 208
"""Pixels of a plot with axes; narrow enough for a telephone."""
_TOP, _RIGHT, _BOTTOM = 10, 18, 36
_NAME = 14
_CHAR = 6.6
_DECADES = 6
_FARTHEST, _NEAREST, _THOUSANDS = 1e300, 1e-9, 1e6
_DIGITS = str.maketrans("-0123456789", "\u207b\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, its caption, what its marks mean (symbol and name), and the same in words.

    ``call`` is what a student can run to get the same numbers, or nothing.
    """

    caption: str
    svg: Markup
    key: tuple[tuple[Markup, str], ...]
    words: str
    call: str = ""


def tag(name: str, *children: Markup | str, **attributes: str | float) -> Markup:
    """One element; ``class_`` and ``stroke_width`` become ``class`` and ``stroke-width``, texts are escaped."""
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    opened = Markup("").join(Markup(' {}="{}"').format(key, _plain(value)) for key, value in given.items())
    if not children:
        return Markup("<{}{}/>").format(name, opened)
    return Markup("<{0}{1}>{2}</{0}>").format(name, opened, Markup("").join(children))


def plot(frame: Axes, words: str, *marks: Markup) -> Markup:
    """A picture with axes: ``marks`` over those of the frame."""
    return picture(WIDTH, HEIGHT if frame.named else HEIGHT - _NAME, words, *marks)


def picture(width: float, height: float, words: str, *marks: Markup, box: str = "") -> Markup:
    """The drawing as an image with ``words`` as its text alternative; ``box`` is its own system of coordinates."""
    wide, high = _plain(width), _plain(height)
    size = {"width": wide, "height": high, "viewBox": box or f"0 0 {wide} {high}"}
    return tag("svg", *marks, class_="map" if box else "chart", role="img", aria_label=words, **size)


def symbol(*marks: Markup) -> Markup:
    """A small picture for the key, 26 x 12."""
    return Markup('<svg aria-hidden="true" width="26" height="12" viewBox="0 0 26 12">{}</svg>').format(
        Markup("").join(marks)
    )


def line(places: Iterable[Place], kind: str) -> Markup:
    """A line through ``places``."""
    return tag("polyline", class_=kind, points=" ".join(f"{_plain(x)},{_plain(y)}" for x, y in places))


def cross(at: Place, size: float = 3.5) -> Markup:
    """A cross: a point that is not where it should be."""
    (x, y), d = at, _plain(2 * size)
    return tag("path", class_="off", d=f"M{_plain(x - size)} {_plain(y - size)}l{d} {d}m0 -{d}l-{d} {d}")


def dot(at: Place, kind: str, size: float = 2.4) -> Markup:
    """A point."""
    return tag("circle", class_=kind, cx=at[0], cy=at[1], r=size)


def _plain(value: str | float) -> str:
    """A length with one decimal at most."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


# --- scales -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from ``low`` to ``high`` on pixels from ``start`` to ``end``; beyond them, the nearest end."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def place(self, value: float) -> float:
        """The pixel of ``value``."""
        low, high, at = (self._bend(number) for number in (self.low, self.high, value))
        part = (at - low) / (high - low)
        return self.start + min(max(part, 0.0), 1.0) * (self.end - self.start)

    def holds(self, value: float) -> bool:
        """Whether ``value`` lies between the ends."""
        return self.low <= value <= self.high

    def ticks(self, most: int = 5, *, whole: bool = False) -> list[tuple[float, str]]:
        """Round numbers on the scale, with how to write them."""
        decades = _decades(self.low, self.high) if self.log else []
        return decades if len(decades) > 1 else _steps(self.low, self.high, most, whole=whole)

    def _bend(self, value: float) -> float:
        return math.log10(max(value, 1e-300)) if self.log else value


def _decades(low: float, high: float) -> list[tuple[float, str]]:
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    every = max(1, -(-(last - first) // _DECADES))
    return [(10.0**power, _power(power)) for power in range(first, last + 1, every)]


def _power(power: int) -> str:
    return {0: "1", 1: "10", 2: "100", -1: "0.1", -2: "0.01"}.get(power, f"10{str(power).translate(_DIGITS)}")


def _steps(low: float, high: float, most: int, *, whole: bool) -> list[tuple[float, str]]:
    raw = (high - low) / most
    unit = 10.0 ** math.floor(math.log10(raw))
    step = next(size * unit for size in (1, 2, 5, 10) if size * unit >= raw * (1 - 1e-9))
    step = max(step, 1.0) if whole else step
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [(count * step, written(count * step, step)) for count in range(first, last + 1)]


def written(value: float, step: float) -> str:
    """``value`` with as many digits as a scale in steps of ``step`` needs."""
    if value == 0:
        return "0"
    if abs(value) >= 1e5 or step < 1e-4:
        power = math.floor(math.log10(abs(value)) + 1e-9)
        return f"{value / 10.0**power:.3g}e{power}"
    return f"{value:.{max(0, -math.floor(math.log10(step) + 1e-9))}f}".replace("-", "\u2212")


def spread(values: Sequence[float], *, log: bool = False) -> Place:
    """Ends of a scale that holds ``values`` with a little room; 0 belongs to it where it is near."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    if log:
        return (low / 1.6, high * 1.6)
    if low == high:
        room = abs(low) / 2 or 0.5
        return (low - room, high + room)
    room = 0.06 * (high - low)
    return (0.0 if 0 <= low < 0.3 * high else low - room, high + room)


def drawable(value: float | None, *, log: bool = False) -> TypeGuard[float]:
    """Whether ``value`` has a place on an axis."""
    return value is not None and abs(value) < _FARTHEST and (value > 1 / _FARTHEST or not log)


# --- axes -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Axes:
    """Two scales in a picture of the usual size, with the frame, ticks and the name of the horizontal one."""

    x: Scale
    y: Scale
    marks: tuple[Markup, ...]
    named: bool

    def at(self, x: float, y: float) -> Place:
        """The pixel of a place."""
        return self.x.place(x), self.y.place(y)


def axes(
    across: Place, up: Place, name: str = "", *, log: bool = False, whole: bool = False, percent: bool = False
) -> Axes:
    """Axes that hold ``across`` and ``up``; the horizontal one is called ``name``."""
    across, up = _rising(across), up if log else _rising(up)
    levels = Scale(*up, HEIGHT - _BOTTOM, _TOP, log).ticks(4)
    labels = [f"{100 * value:.3g} %" if percent else text for value, text in levels]
    left = max(30.0, 12 + _CHAR * max(map(len, labels), default=0))
    x = Scale(*across, left, WIDTH - _RIGHT)
    y = Scale(*up, HEIGHT - _BOTTOM, _TOP, log)
    marks = (*_rows(y, left, zip((value for value, _ in levels), labels, strict=True)), *_columns(x, name, whole))
    return Axes(x, y, marks, bool(name))


def _rising(ends: Place) -> Place:
    """``ends``, or others where a report holds what cannot be the ends of an axis."""
    low, high = ends
    far = max(abs(low), abs(high))
    if far < _FARTHEST and high - low > max(_NEAREST * far, 1 / _FARTHEST):
        return ends
    return (low - 1, low + 1) if abs(low) < _THOUSANDS else (0.0, 1.0)


def _rows(y: Scale, left: float, ticks: Iterable[tuple[float, str]]) -> Iterator[Markup]:
    for value, text in ticks:
        at = y.place(value)
        yield tag("path", class_="rule", d=f"M{_plain(left)} {_plain(at)}H{WIDTH - _RIGHT}")
        yield tag("text", text, class_="tick end", x=left - 6, y=at + 3.8)


def _columns(x: Scale, name: str, whole: bool) -> Iterator[Markup]:
    bottom = HEIGHT - _BOTTOM
    yield tag("path", class_="axis", d=f"M{_plain(x.start)} {bottom}H{WIDTH - _RIGHT}")
    for value, text in x.ticks(6, whole=whole):
        yield tag("path", class_="axis", d=f"M{_plain(x.place(value))} {bottom}v4")
        yield tag("text", text, class_="tick mid", x=x.place(value), y=bottom + 16)
    if name:
        yield tag("text", name, class_="tick mid", x=(x.start + x.end) / 2, y=HEIGHT - 4)
