"""Figures of an answer: what is drawn, what is left out, and that neither an answer nor an author can make too much."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import AuthoringError
from grader.judge import records, show
from grader.judge.link import RemoteRef
from grader.model import Boundary, CaseEvidence, Curve, Figure, Histogram, Outcome, Path2D

PLANE: Any = {"x": (-1, 1), "y": (-2, 2)}


class Asked(RemoteRef):
    """An object that stayed in the sandbox: whoever asks it anything fails the test."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"asked for {name}")


def bowl(x: Any, y: Any) -> Any:
    return x**2 + 9 * y**2


def the_figure(draw: Any, *args: Any, **more: Any) -> Any:
    figures = show.collecting()
    draw(*args, **more)
    (figure,) = figures
    return figure


def test_a_curve_holds_the_answer_and_the_line_it_should_follow() -> None:
    curve = the_figure(show.curve, [0.5, 0.25], "lr", required=[0.5, 0.125], first=1)
    assert (curve.x, curve.seen, curve.low, curve.high) == ((1.0, 2.0), (0.5, 0.25), (0.5, 0.125), (0.5, 0.125))


def test_numbers_are_kept_in_three_digits() -> None:
    assert the_figure(show.curve, np.array([123456.789]), "loss").seen == (123000.0,)


def test_what_is_not_finite_is_a_gap() -> None:
    assert the_figure(show.curve, [1.0, float("nan"), float("inf"), 10**400, 1.7999e308], "loss").seen == (
        1.0, None, None, None, None,
    )  # fmt: skip


def test_an_answer_that_is_too_short_ends_before_the_band() -> None:
    assert the_figure(show.curve, [1.0], "loss", required=[1.0, 2.0, 3.0]).seen == (1.0, None, None)


def test_what_an_answer_holds_beyond_the_band_is_left_out() -> None:
    assert len(the_figure(show.curve, [1.0] * 50, "loss", required=[1.0, 2.0]).x) == 2


def test_an_edge_of_a_band_may_be_one_number() -> None:
    assert the_figure(show.curve, [1.0, 2.0], "std", band=(0.5, [1.5, 2.5])).low == (0.5, 0.5)


def test_a_long_curve_is_thinned_out_with_both_ends_kept() -> None:
    curve = the_figure(show.curve, np.arange(5000.0), "loss", required=np.arange(5000.0))
    assert (len(curve.x), curve.x[0], curve.x[-1], curve.seen == curve.low) == (100, 0.0, 4999.0, True)


def test_a_histogram_counts_inside_outside_and_what_is_no_number() -> None:
    made = the_figure(show.histogram, [0.5, 1.5, 9.0, float("nan")], "w", 0, 2, bins=2)
    assert (made.shares, made.outside, made.nonfinite, made.total) == ((0.25, 0.25), 1, 1, 4)


def test_a_histogram_of_a_large_answer_is_made_from_a_sample_and_says_how_large_it_was() -> None:
    made = the_figure(show.histogram, np.tile([0.5, 1.5, 1.6], 40_000), "w", 0, 2, bins=2)
    assert (made.total, made.shares[0]) == (120_000, pytest.approx(1 / 3, abs=0.01))


def test_drawn_numbers_can_be_taken_out_of_a_histogram() -> None:
    x = np.array([[3.0, -5.0], [7.0, 11.0]])
    made = the_figure(show.histogram, 2 * x + 1, "(out - b) / x", 0, 3, bins=3, origin=np.ones(2), unit=x)
    assert made.shares == (0.0, 0.0, 1.0)


@pytest.mark.parametrize("shape", [(3,), (3, 2), (2,), (1, 2)], ids=str)
def test_a_histogram_of_an_answer_whose_shape_does_not_fit_is_left_out(shape: tuple[int, ...]) -> None:
    figures = show.collecting()
    show.histogram(np.ones(shape), "out / x", 0, 3, unit=np.ones((2, 2)))
    assert figures == []


def test_an_answer_that_is_far_too_large_is_never_converted_as_a_whole() -> None:
    huge = np.zeros(40 << 20, np.int8)  # in float64 eight times as much
    tracemalloc.start()
    figures = show.collecting()
    show.histogram(huge, "w", -1, 1)
    show.histogram(huge.reshape(-1, 4), "w", -1, 1, unit=np.ones(4))
    show.curve(huge, "loss")
    assert [type(figure) for figure in figures] == [Histogram, Curve]
    assert len(the_figure(show.path, huge.reshape(-1, 2), "w", bowl, **PLANE).seen) == 60
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 << 20


@pytest.mark.torch
def test_tensors_are_drawn_as_arrays_are() -> None:
    torch = pytest.importorskip("torch")
    values = torch.tensor([1.0, 2.0], dtype=torch.bfloat16, requires_grad=True)
    assert the_figure(show.curve, values, "loss").seen == (1.0, 2.0)
    assert the_figure(show.curve, [torch.tensor(3.0), torch.tensor([4])], "loss").seen == (3.0, 4.0)
    figures = show.collecting()
    show.curve(torch.tensor([1j]), "loss")
    assert figures == []


def test_the_levels_of_a_surface_rise_from_its_lowest_place() -> None:
    path = the_figure(show.path, np.array([[0.5, 1.0], [0.0, 0.5]]), "w", bowl, **PLANE)
    assert (min(map(min, path.surface)), max(map(max, path.surface))) == ("0", "7")
    assert path.seen == ((0.5, 1.0), (0.0, 0.5))


def test_a_path_ends_where_it_leaves_the_finite_numbers() -> None:
    path = the_figure(show.path, [(0.5, 1.0), (1e5, -3e200), (float("nan"), 1.0), (0.0, 0.0)], "w", bowl, **PLANE)
    assert path.seen == ((0.5, 1.0), (1e5, -3e200))


def test_a_boundary_has_the_cells_of_the_grid_from_the_top_down() -> None:
    cells = show.grid((-1, 1), (-2, 2), side=4)
    drawn = the_figure(show.boundary, (cells[:, 1] > 0).astype(int), "predict(X)", **PLANE)
    assert drawn.regions == ("1111", "1111", "0000", "0000")


def test_a_cell_without_a_known_class_is_empty() -> None:
    assert the_figure(show.boundary, [0.0, 7.0, 1.0, 0.5], "predict(X)", **PLANE).regions == ("0.", "1.")


NOT_DRAWN: list[Any] = [
    None, "loss", [], [[1.0], [2.0]], [1.0, "2"], {"loss": 1.0}, np.array(["a"]), np.array([1j]), np.zeros((2, 2, 2)),
    [1.0, None], object(), [Asked(1, "ndarray")], Asked(1, "list"),
]  # fmt: skip


@pytest.mark.parametrize("answer", NOT_DRAWN, ids=[str(i) for i in range(len(NOT_DRAWN))])
def test_an_answer_that_cannot_be_drawn_is_left_out(answer: Any) -> None:
    figures = show.collecting()
    show.curve(answer, "loss")
    show.path(answer, "w", bowl, **PLANE)
    assert figures == []


numbers = st.floats(width=64) | st.integers() | st.booleans()
answers = st.recursive(
    numbers | st.text(max_size=2) | st.none(),
    lambda inner: st.lists(inner, max_size=5) | st.tuples(inner, inner) | st.lists(numbers, max_size=9).map(np.array),
    max_leaves=12,
)


@settings(max_examples=150)
@given(answers)
def test_no_answer_breaks_a_figure(answer: Any) -> None:
    draws: list[Callable[[], None]] = [
        lambda: show.curve(answer, "a", required=[1.0, 2.0], log=True),
        lambda: show.histogram(answer, "a", 0, 1),
        lambda: show.path(answer, "a", bowl, **PLANE),
        lambda: show.boundary(answer, "a", **PLANE),
    ]
    for draw in draws:
        figures = show.collecting()
        draw()
        assert len(figures) <= 1


DECLARED: list[Callable[[], None]] = [
    lambda: show.curve([1.0], "a", over="minute"),
    lambda: show.curve([1.0], "a", required=[1.0], band=(0, 1)),
    lambda: show.curve([1.0], "a", required=np.ones((1, 1))),
    lambda: show.histogram([1.0], "a", 1, 0),
    lambda: show.histogram([1.0], "a", 0, 1, bins=99),
    lambda: show.path([(0, 0)], "a", bowl, x=(1, 0), y=(0, 1)),
    lambda: show.boundary([0] * 4, "a", **PLANE, points=[(0, 0, 0)] * 81),
]


@pytest.mark.parametrize("declare", DECLARED)
def test_what_an_author_may_not_declare_is_an_error_of_the_author(declare: Callable[[], None]) -> None:
    show.collecting()
    with pytest.raises(AuthoringError):
        declare()


def test_a_case_shows_two_figures_at_most() -> None:
    show.collecting()
    show.curve([1.0], "a")
    show.curve([1.0], "b")
    with pytest.raises(AuthoringError):
        show.curve([1.0], "c")


FIGURES: list[Figure] = [
    the_figure(show.curve, [1.0, float("nan")], "lr", over="epoch", band=(0, 1), log=True),
    the_figure(show.histogram, [1.0, 2.0], "w", 0, 3, bins=3, required=[0.5, 1.5]),
    the_figure(show.path, [(0.5, 1.0)], "w", bowl, **PLANE, required=[(0.0, 0.0)]),
    the_figure(show.boundary, [0, 1, 2, 9], "p", **PLANE, points=[(0, 0, 1)]),
]


@pytest.mark.parametrize("outcome", [Outcome.PASSED, Outcome.FAILED])
@pytest.mark.parametrize("figure", FIGURES, ids=["curve", "histogram", "path", "boundary"])
def test_figures_travel_with_the_evidence(figure: Figure, outcome: Outcome) -> None:
    seen = CaseEvidence("test_a", outcome, 0.5, 3, figures=(figure,))
    assert records.evidence(records.brief(seen)) == seen


def test_every_kind_of_figure_is_tried_here() -> None:
    assert {type(figure) for figure in FIGURES} == {Curve, Histogram, Path2D, Boundary}
