"""Near misses: simple transformations are named, and nothing is named that is not there."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.judge.nearmiss import near_miss

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


def test_the_factor_is_said() -> None:
    message = near_miss(GOAL / 64, GOAL, "dx")
    assert message is not None
    assert float(message.params["factor"]) == pytest.approx(1 / 64, rel=1e-3)


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


@given(st.floats(min_value=0.01, max_value=100).filter(lambda f: abs(f - 1) > 0.021))
def test_every_telling_factor_is_found(factor: float) -> None:
    assert named(GOAL * factor, GOAL) == "near.scaled"


@pytest.mark.torch
def test_tensors_are_explained_as_well() -> None:
    torch = pytest.importorskip("torch")
    assert named(-torch.from_numpy(GOAL), torch.from_numpy(GOAL)) == "near.sign_flipped"
