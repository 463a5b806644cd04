"""Near misses: simple transformations are named, and nothing is named that is not there."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.judge.nearmiss import near_miss
from grader.messages import CATALOGUE

Array = np.ndarray[Any, Any]
RNG = np.random.default_rng(0)
GOAL = RNG.standard_normal((4, 4)) + 0.1
WIDE = RNG.standard_normal((2, 5))

NAN_SPOILED = GOAL.copy()
NAN_SPOILED[1, 2] = np.nan


def named(actual: object, expected: object) -> str:
    message = near_miss(actual, expected, "dx")
    return message.key if message else ""


@pytest.mark.parametrize(
    ("actual", "expected", "key"),
    [
        (None, GOAL, "near.none_returned"),
        (GOAL.T, GOAL, "near.transposed"),
        (WIDE.T, WIDE, "near.transposed"),
        (WIDE.reshape(5, 2), WIDE, "near.reshaped"),
        (WIDE.ravel(), WIDE, "near.reshaped"),
        (-GOAL, GOAL, "near.sign_flipped"),
        (GOAL / 64, GOAL, "near.scaled"),
        (-3 * GOAL, GOAL, "near.scaled"),
        (GOAL + 5, GOAL, "near.offset"),
        (np.zeros_like(GOAL), GOAL, "near.all_zero"),
        (NAN_SPOILED, GOAL, "near.nan_only"),
        (GOAL[::-1], GOAL, "near.permuted"),
    ],
    ids=["none", "transposed", "transposed-shape", "reshaped", "flattened", "sign", "mean-for-sum", "factor", "offset",
         "zero", "nan", "rows-reversed"],
)  # fmt: skip
def test_a_simple_transformation_is_named(actual: object, expected: object, key: str) -> None:
    assert named(actual, expected) == key


def test_the_quantity_is_named() -> None:
    message = near_miss(-GOAL, GOAL, "dx")
    assert message is not None
    assert message.params == {"what": "dx"}


@pytest.mark.parametrize(
    ("factor", "said"), [(64, "64"), (1 / 64, "1/64"), (0.5, "1/2"), (-3, "-3"), (-0.25, "-1/4"), (784, "784")]
)
def test_a_factor_is_said_as_a_whole_number_or_as_one_over_it(factor: float, said: str) -> None:
    message = near_miss(GOAL * factor, GOAL, "dx")
    assert message is not None
    assert message.params["factor"] == said


@pytest.mark.parametrize("factor", [0.91, 12 / 13, 7 / 8, 1.25, 10**0.5, 2.0003, 1e5, 0.9999])
def test_a_factor_that_no_size_explains_is_not_spoken_of(factor: float) -> None:
    assert named(GOAL * factor, GOAL) == ""


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (RNG.standard_normal((4, 4)), GOAL),
        (np.zeros((4, 4)), np.zeros((4, 4))),
        (GOAL, np.zeros((4, 4))),
        (np.full((4, 4), np.nan), GOAL),
        (np.full((4, 4), np.inf), GOAL),
        (np.zeros((0, 4)), GOAL),
        (GOAL, np.zeros((0, 4))),
        (GOAL.astype(complex), GOAL),
        (GOAL > 0, GOAL),
        (10**400, 3),
        ("text", GOAL),
        ([1.0, 2.0], GOAL),
        (5.0, 2.5),
        (0.0, 2.5),
        (0.9975 * GOAL, GOAL),
        (np.array([5.0]), np.array([2.5])),
    ],
    ids=["random", "both-zero", "goal-zero", "all-nan", "all-inf", "empty", "nothing-expected", "complex", "bool",
         "huge", "text", "list", "number", "zero", "almost-one", "one-element"],
)  # fmt: skip
def test_what_is_no_near_miss_is_not_explained(actual: object, expected: object) -> None:
    assert named(actual, expected) == ""


@given(
    hnp.arrays(np.float64, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3)),
    hnp.arrays(np.float64, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3)),
)
def test_no_pair_of_arrays_breaks_it(actual: Array, expected: Array) -> None:
    message = near_miss(actual, expected, "dx")
    assert message is None or message.key.startswith("near.")


@given(st.integers(2, 1024), st.sampled_from([1, -1]))
def test_every_size_of_the_data_is_found(size: int, sign: int) -> None:
    assert named(GOAL * sign * size, GOAL) == named(GOAL * sign / size, GOAL) == "near.scaled"


COUNTS = np.array([[5, 1, 0], [2, 7, 3], [4, 6, 9]])


def test_counts_may_be_transposed() -> None:
    assert named(COUNTS.T, COUNTS) == "near.transposed"


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (0 * COUNTS, COUNTS),
        (2 * COUNTS, COUNTS),
        (COUNTS + 1, COUNTS),
        (np.array([1, 0, 1, 1]), np.array([0, 1, 1, 1])),
        (np.zeros(3), np.array([1, 0, 1])),
    ],
    ids=["no-label-above-zero", "doubled", "off-by-one", "binary-labels", "float-labels"],
)
def test_labels_and_counts_have_no_sign_factor_or_zeros_to_speak_of(actual: Array, expected: Array) -> None:
    assert named(actual, expected) == ""


ONES = np.ones((4, 4))
FEW = np.array([[1.0, 0.0], [2.0, 1.0]])


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (3 * ONES, ONES),
        (ONES + 0.25, ONES),
        (FEW.T, FEW),
        (np.array([1.0, -1.0, 1.0, 0.5]), np.array([0.5, 1.0, -1.0, 1.0])),
        (GOAL * (1 + 3e-6), GOAL),
        (GOAL + 3e-7, GOAL),
        (GOAL + 1e-4, GOAL),
    ],
    ids=["constant-scaled", "constant-shifted", "few-numbers-transposed", "few-numbers-permuted", "nearly-equal",
         "nearly-equal-shifted", "off-by-an-epsilon"],
)  # fmt: skip
def test_what_may_be_chance_is_not_explained(actual: Array, expected: Array) -> None:
    assert named(actual, expected) == ""


def test_a_row_in_place_of_a_column_is_reshaped() -> None:
    assert named(WIDE[:1], WIDE[:1].T) == "near.reshaped"


ADVICE_OF_ONE_CAUSE = ("maximum", "zeros`", "최댓값", "`zeros")


@pytest.mark.parametrize("key", ["near.nan_only", "near.all_zero"])
def test_what_many_mistakes_do_is_not_put_down_to_one_of_them(key: str) -> None:
    sentence = CATALOGUE[key]
    assert not [word for word in ADVICE_OF_ONE_CAUSE if word in sentence.en + sentence.ko]


@pytest.mark.torch
def test_tensors_are_explained_as_well() -> None:
    torch = pytest.importorskip("torch")
    assert named(-torch.from_numpy(GOAL), torch.from_numpy(GOAL)) == "near.sign_flipped"
