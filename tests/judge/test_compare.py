"""The comparator: kind, then shape, then dtype, then values; nothing is broadcast and NaN equals nothing."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.judge.compare import HEAT_SIDE, MAX_RATIO, RTOL, Tolerance, compare, gradient_mismatch, heat_map
from grader.judge.nearmiss import near_miss
from grader.model import Mismatch
from grader.wire import DTYPES

Array = np.ndarray[Any, Any]
TABLE = Tolerance()


def found(actual: object, expected: object, tolerance: Tolerance = TABLE) -> Mismatch:
    seen = compare(actual, expected, "out", tolerance)
    assert seen is not None
    return seen


def agrees(actual: object, expected: object, tolerance: Tolerance = TABLE) -> bool:
    return compare(actual, expected, "out", tolerance) is None


shapes = hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=5)
floats = shapes.flatmap(lambda s: hnp.arrays(np.float64, s, elements=st.floats(-1e6, 1e6)))
dtypes = st.sampled_from(["bool", "int32", "uint8", "int64", "float16", "float32", "float64", "complex128"])
arrays = st.tuples(dtypes, shapes).flatmap(
    lambda d: hnp.arrays(d[0], d[1], elements={"allow_nan": False} if np.dtype(d[0]).kind in "fc" else None)
)


# --- equality ----------------------------------------------------------------------------------


@given(arrays)
def test_an_array_without_nan_equals_a_copy_of_itself(x: Array) -> None:
    assert agrees(x.copy() if x.ndim else x[()], x if x.ndim else x[()])


@given(floats.filter(lambda x: x.size > 0), st.data())
def test_one_changed_element_is_found_where_it_is(x: Array, data: st.DataObject) -> None:
    where = data.draw(st.sampled_from(list(np.ndindex(x.shape))))
    y = x.copy()
    y[where] += 1 + 0.1 * np.abs(x).max()
    seen = found(y, x)
    assert (seen.kind, seen.worst_index, seen.differing, seen.total) == ("value", where, 1, x.size)


@given(floats.filter(lambda x: x.ndim > 0), floats)
def test_another_shape_is_never_broadcast(x: Array, y: Array) -> None:
    if x.shape != y.shape:
        assert found(y, x).kind == "shape"


@pytest.mark.parametrize(
    "answer", [np.ones((1, 3)), np.ones((3, 1)), np.ones(1), np.ones(()), np.float64(1), 1.0, 1, True]
)
def test_ones_of_another_shape_are_not_ones(answer: object) -> None:
    assert found(answer, np.ones(3)).kind == "shape"


def test_the_shape_is_said_before_the_dtype_and_the_dtype_before_the_values() -> None:
    assert found(np.zeros((2, 3), int), np.ones((3, 2))).kind == "shape"
    assert found(np.zeros((2, 3), int), np.ones((2, 3))).kind == "dtype"


def test_shapes_and_dtypes_are_shown_as_they_are() -> None:
    seen = found(np.zeros((2, 3)), np.ones(6))
    assert (seen.expected_shape, seen.actual_shape) == ((6,), (2, 3))
    other = found(np.zeros(2, np.int32), np.ones(2, np.float32))
    assert (other.expected_dtype, other.actual_dtype) == ("float32", "int32")


def test_an_empty_answer_is_right_only_where_nothing_was_asked() -> None:
    assert agrees(np.zeros((0, 3)), np.zeros((0, 3)))
    assert found(np.zeros((0, 3)), np.zeros((2, 3))).kind == "shape"


# --- dtypes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mine", "theirs"), [("uint8", "int64"), ("int32", "uint16"), ("float64", "float32")])
def test_widths_and_signs_of_one_kind_are_interchangeable(mine: str, theirs: str) -> None:
    assert agrees(np.arange(4, dtype=mine), np.arange(4, dtype=theirs))


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [("int64", "float64"), ("float64", "int64"), ("bool", "float64"), ("bool", "int64"), ("int64", "bool"),
     ("complex128", "float64"), ("float64", "complex128")],
)  # fmt: skip
def test_kinds_are_not_interchangeable_even_when_the_numbers_agree(mine: str, theirs: str) -> None:
    assert found(np.ones(3, mine), np.ones(3, theirs)).kind == "dtype"


def test_integers_are_compared_exactly_however_large() -> None:
    assert found(np.array([2**53 + 1]), np.array([2**53])).differing == 1
    assert found(np.array([-1]), np.array([2**64 - 1], np.uint64)).differing == 1


# --- scalars -----------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [2.0, np.float64(2), np.float32(2), np.array(2.0), 2, np.int64(2)])
def test_numbers_of_python_and_numpy_and_arrays_without_axes_are_one_kind(answer: object) -> None:
    assert agrees(answer, 2.0)
    assert agrees(answer, np.array(2.0))


@pytest.mark.parametrize("answer", [np.array([2.0]), np.ones((1, 1)) * 2])
def test_an_array_with_axes_is_no_number(answer: object) -> None:
    assert found(answer, 2.0).kind == "shape"


@pytest.mark.parametrize("answer", [True, np.True_, "1", None, [1.0], (1.0,), {}, b"1"])
def test_what_is_no_number_does_not_pass_for_one(answer: object) -> None:
    assert found(answer, 1.0).kind == "type"


def test_a_float_is_no_count() -> None:
    assert found(3.0, 3).kind == "dtype"
    assert agrees(np.int64(3), 3)


def test_an_imaginary_part_is_not_dropped() -> None:
    assert found(1 + 5j, 1.0).kind == "dtype"
    assert agrees(1 + 5j, 1 + 5j)


def test_an_integer_without_bounds_is_no_number_here() -> None:
    assert found(10**400, 3).kind == "dtype"


@pytest.mark.parametrize("expected", [True, np.True_])
@pytest.mark.parametrize(
    ("answer", "right"), [(True, True), (np.True_, True), (False, False), (1, False), (1.0, False)]
)
def test_truth_is_compared_with_truth_only(expected: object, answer: object, right: bool) -> None:
    assert agrees(answer, expected) is right


@pytest.mark.parametrize("expected", [None, "same", b"raw"])
def test_text_bytes_and_none_are_compared_exactly(expected: object) -> None:
    assert agrees(expected, expected)
    assert found(0, expected).kind == "type"


# --- what is not finite ------------------------------------------------------------------------


@pytest.mark.parametrize("expected", [np.nan, 1.0, np.inf])
def test_nan_never_equals_anything(expected: float) -> None:
    assert not agrees(np.array([1.0, np.nan]), np.array([1.0, expected]))
    assert not agrees(float("nan"), expected)


def test_an_infinity_equals_itself_and_not_its_opposite() -> None:
    x = np.array([np.inf, -np.inf, 1.0])
    assert agrees(x, x)
    assert found(-x, x).differing == 3


def test_nan_and_infinity_are_counted_and_named_before_values() -> None:
    seen = found(np.array([np.nan, np.inf, -np.inf, 4.0]), np.arange(4.0))
    assert (seen.kind, seen.nan, seen.inf, seen.differing) == ("nonfinite", 1, 2, 4)


def test_a_finite_answer_where_infinity_is_right_is_a_wrong_value() -> None:
    assert found(np.array([0.0]), np.array([-np.inf])).kind == "value"


# --- containers --------------------------------------------------------------------------------


def test_containers_are_compared_part_by_part_and_the_path_is_named() -> None:
    expected = (np.ones(2), {"w": [np.zeros(3), 1.0]})
    assert agrees((np.ones(2), {"w": (np.zeros(3), 1.0)}), expected)
    assert found((np.ones(2), {"w": [np.zeros(3), 2.0]}), expected).what == "out[1]['w'][1]"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [((1.0,), "structure"), ((1.0,) * 3, "structure"), (np.array([1.0, 2.0]), "type"), ("ab", "type"), (None, "type")],
)  # fmt: skip
def test_a_sequence_has_its_length_and_is_no_array(answer: object, kind: str) -> None:
    assert found(answer, (1.0, 2.0)).kind == kind


def test_a_missing_key_is_named_and_a_spare_one_is_welcome() -> None:
    seen = found({"mode": "train"}, {"mode": "train", "eps": 1e-5})
    assert (seen.kind, seen.what) == ("missing", "out['eps']")
    assert agrees({"a": 1, "b": 2}, {"a": 1})


def test_a_list_of_pairs_is_no_mapping() -> None:
    assert found([("a", 1)], {"a": 1}).kind == "type"


# --- tolerance ---------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float64", "float32", "float16"])
def test_the_tolerance_follows_the_dtype_of_what_is_expected(dtype: str) -> None:
    goal = np.full(3, 100, dtype)
    assert agrees(goal.astype(np.float64) * (1 + RTOL[dtype] / 2), goal)
    assert not agrees(goal.astype(np.float64) * (1 + RTOL[dtype] * 2), goal)


def test_a_share_of_the_largest_magnitude_also_counts_where_terms_cancel() -> None:
    goal = np.array([1e6, 0.0])
    assert agrees(np.array([1e6, 5e-3]), goal)
    assert not agrees(np.array([1e6, 5e-3]), goal, Tolerance(scale=0.0))


def test_an_infinite_expectation_does_not_stretch_the_tolerance_of_the_others() -> None:
    assert found(np.array([np.inf, 2.0]), np.array([np.inf, 1.0])).differing == 1


def test_absolute_tolerance_is_added() -> None:
    assert agrees(1.05, 1.0, Tolerance(atol=0.1))
    assert not agrees(1.05, 1.0)


def test_exact_means_exact() -> None:
    assert not agrees(np.array([1.0, np.nextafter(2, 3)]), np.array([1.0, 2.0]), Tolerance(rtol=0.0))


@given(floats, st.floats(1e-12, 1e-1))
def test_a_wider_tolerance_accepts_whatever_a_narrower_one_did(x: Array, rtol: float) -> None:
    y = x * (1 + 1e-4)
    if x.ndim and agrees(y, x, Tolerance(rtol)):
        assert agrees(y, x, Tolerance(2 * rtol))


# --- what a report may say -----------------------------------------------------------------------


def test_the_worst_ratio_has_two_digits_only() -> None:
    seen = found(np.array([3.14159265]), np.array([2.71828182]))
    assert seen.worst_ratio == float(f"{seen.worst_ratio:.1e}")


@given(hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=4)))
def test_the_worst_ratio_is_finite_for_any_answer(answer: Array) -> None:
    seen = compare(answer, np.ones(answer.shape), "out", TABLE)
    assert seen is None or 0 < seen.worst_ratio <= MAX_RATIO


@pytest.mark.parametrize("excess", [1e-12, 0.01, 0.04])
def test_an_error_above_the_tolerance_is_never_once_the_tolerance(excess: float) -> None:
    seen = compare(1.0 + 1e-3 * (1 + excess), 1.0, "out", Tolerance(rtol=0.0, atol=1e-3))
    assert seen is not None
    assert seen.worst_ratio > 1


@given(hnp.array_shapes(min_dims=1, max_dims=3, max_side=50), st.floats(0, np.inf))
def test_a_heat_map_is_small_rectangular_and_coarse(shape: tuple[int, ...], ratio: float) -> None:
    rows = heat_map(np.full(shape, ratio))
    assert len(rows) <= HEAT_SIDE
    assert len({len(row) for row in rows}) <= 1
    assert all(len(row) <= HEAT_SIDE and set(row) <= set(range(5)) for row in rows)


def test_a_heat_map_shows_the_worst_of_each_block() -> None:
    ratio = np.zeros((64, 64))
    ratio[63, 0] = np.inf
    rows = heat_map(ratio)
    assert (len(rows), len(rows[0])) == (32, 32)
    assert rows[-1][0] == 4
    assert sum(map(sum, rows)) == 4


def test_a_heat_map_of_images_shows_samples_as_rows_and_channels_as_columns() -> None:
    ratio = np.zeros((2, 3, 4, 5))
    ratio[1, 2, 0, 4] = 10.0
    rows = heat_map(ratio)
    assert (len(rows), len(rows[0])) == (2 * 4, 3 * 5)
    assert [(i, j) for i, row in enumerate(rows) for j, level in enumerate(row) if level] == [(4, 14)]


def test_a_single_number_has_no_heat_map() -> None:
    assert heat_map(np.array(5.0)) == heat_map(np.array([5.0])) == ()


def test_names_of_types_are_never_the_answers_own_words() -> None:
    assert found({"SECRET": 1}, 1.0).actual_type == "dict"
    assert found(np.float32(1), "x").actual_type == "float32"


# --- whatever arrives ------------------------------------------------------------------------------

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.just(10**400), st.floats(), st.text(max_size=3), st.binary(max_size=3)
)
any_arrays = st.sampled_from(sorted(DTYPES)).flatmap(lambda name: hnp.arrays(np.dtype(name), shapes))
anything = st.recursive(
    st.one_of(scalars, any_arrays, any_arrays.filter(lambda x: x.size > 0).map(lambda x: x.flat[0])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.tuples(inner, inner), st.dictionaries(st.text(max_size=2), inner, max_size=2)
    ),
    max_leaves=5,
)
GOALS: list[Any] = [1.5, 3, True, None, "SGD", np.ones((2, 3)), np.arange(3), np.array(2.0), np.float32(1), 1j]
GOALS += [np.ones(2, "float16"), np.ones(2, bool), (np.ones(2), {"a": 1.0}), [1, 2], {"a": np.ones(2)}]


@given(anything, st.sampled_from(GOALS))
def test_no_answer_breaks_the_comparison_or_its_explanation(answer: object, goal: object) -> None:
    seen = compare(answer, goal, "out", TABLE)
    near_miss(answer, goal, "out")
    assert seen is None or str(seen.what).startswith("out")


@given(anything)
def test_an_answer_agrees_with_itself_unless_it_holds_nan_or_is_no_number(answer: object) -> None:
    seen = compare(answer, answer, "out", TABLE)
    assert seen is None or seen.kind in ("value", "nonfinite", "dtype")


# --- gradients -----------------------------------------------------------------------------------


def test_a_gradient_is_judged_relative_to_its_largest_entry() -> None:
    goal = np.array([1.0, 0.0])
    assert gradient_mismatch(np.array([1.0, 5e-7]), goal, "dx", 1e-6) is None
    seen = gradient_mismatch(np.array([1.0, 5e-6]), goal, "dx", 1e-6)
    assert seen is not None
    assert seen.kind == "gradient"


def test_a_gradient_of_another_shape_keeps_that_explanation() -> None:
    seen = gradient_mismatch(np.ones((2, 1)), np.ones(2), "dx", 1e-6)
    assert seen is not None
    assert seen.kind == "shape"


# --- tensors -------------------------------------------------------------------------------------


@pytest.mark.torch
class TestTensors:
    @pytest.fixture
    def torch(self) -> Any:
        return pytest.importorskip("torch")

    def test_a_tensor_equals_its_copy(self, torch: Any) -> None:
        for dtype in (torch.float32, torch.float64, torch.bfloat16, torch.int64, torch.bool):
            x = torch.arange(6).reshape(2, 3).to(dtype)
            assert agrees(x.clone(), x)

    def test_arrays_and_tensors_do_not_stand_for_each_other(self, torch: Any) -> None:
        assert found(np.ones(3), torch.ones(3)).kind == "type"
        assert found(torch.ones(3), np.ones(3)).kind == "type"

    def test_shape_comes_before_dtype_and_dtype_before_values(self, torch: Any) -> None:
        goal = torch.ones(2, 3)
        assert found(torch.zeros(3, 2, dtype=torch.int64), goal).kind == "shape"
        seen = found(torch.zeros(2, 3, dtype=torch.float64), goal)
        assert (seen.kind, seen.expected_dtype, seen.actual_dtype) == ("dtype", "float32", "float64")
        assert found(torch.zeros(2, 3), goal).kind == "value"

    def test_a_tensor_of_one_number_may_stand_for_a_number(self, torch: Any) -> None:
        assert agrees(torch.tensor(2.0), 2.0)
        assert found(torch.tensor([2.0]), 2.0).kind == "shape"
        assert found(torch.tensor(True), 1.0).kind in ("type", "dtype")

    def test_a_tensor_that_requires_a_gradient_is_compared_by_value(self, torch: Any) -> None:
        assert agrees(torch.ones(2, requires_grad=True), torch.ones(2, requires_grad=True))

    def test_nan_in_a_tensor_is_counted(self, torch: Any) -> None:
        assert found(torch.full((2,), float("nan")), torch.ones(2)).nan == 2


def test_torch_is_not_imported_for_comparing_arrays() -> None:
    import subprocess

    program = "import sys, numpy as np; from grader.judge.compare import compare, Tolerance; "
    program += "compare(np.ones(2), np.ones(2), 'x', Tolerance()); assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("number", [0, np.int64(0), np.array(0)])
def test_a_number_is_not_a_truth_value_in_an_array_without_dimensions(number: Any) -> None:
    found = compare(number, np.array(False), "out", Tolerance())
    assert found is not None
    assert found.kind == "type"
