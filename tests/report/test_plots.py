"""Pictures of answers: well-formed, small, told in words, and drawn for whatever numbers a report may hold."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.judge import show
from grader.model import Boundary, Curve, Figure, Histogram, Lang, Over, Path2D
from grader.report.plots import drawing
from tests.report.samples import FIGURES, HOSTILE, bowl

any_float = st.floats(allow_nan=True, allow_infinity=True)
ends = st.tuples(any_float, any_float)
gaps = st.lists(st.none() | any_float, max_size=8).map(tuple)
floats = st.lists(any_float, max_size=8).map(tuple)
places = st.lists(ends, max_size=5).map(tuple)
rows = st.lists(st.text("01234567.<", max_size=4), max_size=4).map(tuple)
figures = st.one_of(
    st.builds(Curve, st.just("a"), st.sampled_from(Over), floats, gaps, gaps, gaps, st.booleans()),
    st.builds(Histogram, st.just("a"), any_float, any_float, floats, floats, st.none() | any_float),
    st.builds(Path2D, st.just("a"), ends, ends, rows, places, places),
    st.builds(Boundary, st.just("a"), ends, ends, rows, st.lists(st.tuples(any_float, any_float, st.integers()))),
)


def marks(figure: Figure, kind: str) -> list[dict[str, str]]:
    """Attributes of the elements of one class."""
    root = ET.fromstring(drawing(figure, Lang.EN).svg)
    return [element.attrib for element in root.iter() if element.attrib.get("class") == kind]


def words(figure: Figure) -> str:
    return drawing(figure, Lang.EN).words


def heights(points: str) -> list[float]:
    """Vertical pixels of a line."""
    return [float(place.split(",")[1]) for place in points.split()]


def of(draw: Any, *args: Any, **more: Any) -> Figure:
    drawn = show.collecting()
    draw(*args, **more)
    return drawn[0]


@settings(max_examples=300)
@given(figures, st.sampled_from(Lang))
def test_every_figure_that_a_report_may_hold_can_be_drawn(figure: Figure, lang: Lang) -> None:
    drawn = drawing(figure, lang)
    root = ET.fromstring(drawn.svg)
    assert root.attrib["aria-label"] == drawn.words
    places = [value for part in root.iter() for key, value in part.attrib.items() if key != "aria-label"]
    assert not re.search(r"nan|inf", " ".join(places))


@pytest.mark.parametrize("name", FIGURES)
def test_a_picture_takes_a_few_kilobytes(name: str) -> None:
    assert len(drawing(FIGURES[name], Lang.KO).svg) < 9_000


@pytest.mark.parametrize("name", FIGURES)
def test_a_picture_is_an_image_with_words(name: str) -> None:
    drawn = drawing(FIGURES[name], Lang.EN)
    assert ET.fromstring(drawn.svg).attrib["role"] == "img"
    assert drawn.words


@pytest.mark.parametrize("name", FIGURES)
def test_no_colour_is_fixed_in_a_picture(name: str) -> None:
    assert not re.search(r"#[0-9a-f]{3}|rgb|fill=|stroke=|style=", drawing(FIGURES[name], Lang.EN).svg)


def test_a_name_is_text_and_never_markup() -> None:
    drawn = drawing(of(show.histogram, [1.0], HOSTILE, 0, 2, call=HOSTILE), Lang.EN)
    assert "<script" not in drawn.svg
    assert "\x1b" not in drawn.caption + drawn.call


def test_a_larger_number_is_drawn_higher() -> None:
    (line,) = marks(of(show.curve, [1.0, 3.0, 2.0], "loss"), "seen")
    first, second, third = heights(line["points"])
    assert second < third < first


def test_a_gap_breaks_the_line() -> None:
    figure = of(show.curve, [1.0, 2.0, float("nan"), 2.0, 1.0], "loss")
    assert len(marks(figure, "seen")) == 2


def test_what_is_far_off_does_not_flatten_the_band() -> None:
    (band,) = marks(of(show.curve, [1.0, 1e12], "loss", band=([0.5, 0.5], [1.5, 1.0])), "band")
    drawn = heights(band["points"])
    assert max(drawn) - min(drawn) > 40


def test_points_outside_of_the_band_are_crossed_out_and_counted() -> None:
    figure = of(show.curve, [1.0, 2.0, 1.1], "loss", band=(0.5, 1.5))
    assert len(marks(figure, "off")) == 1
    assert "Not where required: 1 of 3 points, first at step 1." in words(figure)


def test_rounding_is_no_departure_from_the_required_line() -> None:
    figure = of(show.curve, [0.1234, 0.5], "lr", required=[0.12344, 0.5])
    assert marks(figure, "off") == []
    assert "No point is visibly outside" in words(figure)


def test_a_logarithmic_axis_shows_a_signal_vanishing() -> None:
    (line,) = marks(of(show.curve, [1.0, 1e-4, 1e-8], "std", band=(0.5, 2.0), log=True), "seen")
    first, second, third = heights(line["points"])
    assert third - second == pytest.approx(second - first, abs=0.2)


def test_a_logarithmic_axis_within_a_decade_has_numbers_all_the_same() -> None:
    root = ET.fromstring(drawing(of(show.curve, [0.17, 0.25], "loss", log=True), Lang.EN).svg)
    assert len([part for part in root if part.attrib.get("class") == "tick end"]) >= 2


def test_a_bar_is_as_high_as_its_share() -> None:
    (bars,) = marks(of(show.histogram, [0.5, 0.5, 0.5, 1.5], "w", 0, 2, bins=2), "bars")
    floor, *tops = (float(y) for y in re.findall(r"M[\d.]+ ([\d.]+)V|V([\d.]+)H", bars["d"])[0] if y)
    found = [float(y) for y in re.findall(r"V([\d.]+)H", bars["d"])]
    assert floor - found[0] == pytest.approx(3 * (floor - found[1]), rel=0.02)
    assert tops == []


def test_a_histogram_tells_where_the_numbers_are() -> None:
    assert "densest between 0 and 1 (75 %)" in words(of(show.histogram, [0.5] * 3 + [1.5], "w", 0, 2, bins=2))


def test_a_path_is_told_by_its_ends() -> None:
    assert "Path with 15 steps from (-2, 0.5) to" in words(FIGURES["path"])


def test_a_path_that_leaves_the_numbers_says_why_it_ends() -> None:
    walked = [(-2.0, 0.5), (float("nan"), 0.0), (0.0, 0.0)]
    figure = of(show.path, walked, "w", bowl, x=(-1, 1), y=(-1, 1), required=[(-2, 0.5), (-1, 0.2), (0, 0)])
    said = words(figure)
    assert "Nothing can be drawn after step 0: the next position is not finite, or there is none." in said
    assert "Path with 0 steps" not in said


def test_the_cells_of_a_boundary_cover_the_plane_once() -> None:
    root = ET.fromstring(drawing(FIGURES["boundary"], Lang.EN).svg)
    areas = [part.attrib["d"] for part in root if re.fullmatch(r"class\d", part.attrib.get("class", ""))]
    boxes = [map(float, box) for d in areas for box in re.findall(r"h([\d.]+)v([\d.]+)h", d)]
    covered = sum(wide * high for wide, high in boxes)
    assert covered == pytest.approx(306 * 162, rel=0.1)


def test_classes_differ_in_form_and_not_in_colour_alone() -> None:
    points = [(0.0, 0.0, kind) for kind in range(4)]
    figure = of(show.boundary, [0, 1, 2, 3], "p", x=(-1, 1), y=(-1, 1), points=points)
    forms = [re.sub(r"[\d.]+ [\d.]+", "", marks(figure, f"mark mark{kind}")[0]["d"]) for kind in range(4)]
    assert len(set(forms)) == 4
