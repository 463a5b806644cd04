"""Numerical gradients are right and leave their point alone; inputs keep away from kinks and ties."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.judge import gradients, inputs

Array = np.ndarray[Any, Any]
seeds = st.integers(0, 2**32)
shapes = hnp.array_shapes(max_dims=3, max_side=5)


@given(seeds, shapes)
def test_the_gradient_of_a_product_is_the_other_factor(seed: int, shape: tuple[int, ...]) -> None:
    rng = np.random.default_rng(seed)
    x, w = rng.standard_normal(shape), rng.standard_normal(shape)
    assert np.allclose(gradients.numeric(lambda v: v * w, x), w, rtol=1e-6, atol=1e-8)


def test_the_gradient_that_flows_in_is_multiplied() -> None:
    x, upstream = np.array([1.0, 2.0, 3.0]), np.array([0.5, -1.0, 2.0])
    assert np.allclose(gradients.numeric(np.square, x, upstream), 2 * x * upstream, rtol=1e-7)


def test_a_function_of_all_elements_may_return_one_number() -> None:
    assert np.allclose(gradients.numeric(lambda v: float(v.prod()), np.array([2.0, 3.0])), [3.0, 2.0])


@given(seeds, shapes)
def test_the_point_is_restored_exactly(seed: int, shape: tuple[int, ...]) -> None:
    x = np.random.default_rng(seed).standard_normal(shape)
    before = x.tobytes()
    gradients.numeric(np.sin, x)
    assert x.tobytes() == before


def test_a_function_that_closes_over_the_point_sees_it_move() -> None:
    x = np.array([1.0, 2.0])
    assert np.allclose(gradients.numeric(lambda _: x**2, x), 2 * x)


@given(seeds, shapes, st.floats(-3, 3), st.floats(0.01, 1))
def test_inputs_keep_their_distance_from_a_kink(seed: int, shape: tuple[int, ...], kink: float, margin: float) -> None:
    x = inputs.away_from(np.random.default_rng(seed), shape, kink, margin)
    assert x.shape == shape
    assert np.abs(x - kink).min() >= margin * (1 - 1e-9)


def test_inputs_lie_on_both_sides_of_a_kink() -> None:
    x = inputs.away_from(np.random.default_rng(1), (100,), kink=2.0)
    assert (x < 2).any()
    assert (x > 2).any()


@given(seeds, shapes, st.floats(0.01, 1))
def test_distinct_inputs_have_no_ties(seed: int, shape: tuple[int, ...], gap: float) -> None:
    x = inputs.distinct(np.random.default_rng(seed), shape, gap)
    assert x.shape == shape
    if x.size > 1:
        assert np.diff(np.sort(x, axis=None)).min() >= gap * (1 - 1e-9)


def test_distinct_inputs_come_in_random_order() -> None:
    first, second = (inputs.distinct(np.random.default_rng(seed), (20,)) for seed in (1, 2))
    assert list(np.argsort(first)) != list(np.argsort(second))


@pytest.mark.parametrize("shape", [(3,), (2, 3), (2, 3, 4)])
def test_every_layout_holds_equal_values(shape: tuple[int, ...]) -> None:
    x = np.random.default_rng(0).standard_normal(shape)
    found = dict(inputs.layouts(x))
    assert all(np.array_equal(y, x) and y.dtype == x.dtype for y in found.values())
    assert found["C"].flags.c_contiguous
    assert found["Fortran"].flags.f_contiguous
    assert not found["strided"].flags.c_contiguous


def test_a_read_only_copy_refuses_to_be_written_and_leaves_the_original_alone() -> None:
    x = np.ones(3)
    copy = inputs.read_only(x)
    with pytest.raises(ValueError, match="read-only"):
        copy[0] = 2
    x[0] = 5
    assert copy[0] == 1
