"""Expectations: each one counts, refuses what is no data, and says a fact instead of a value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pytest

from grader.judge import expect
from grader.judge.expect import Unexpected
from grader.judge.failures import CandidateDied, CandidateRaised
from grader.judge.link import Link, RemoteRef
from grader.judge.proxy import Remote, Student
from grader.model import Mismatch, Raised


class NoLink:
    """The link of an object that must not be asked anything."""

    def __init__(self, changed: frozenset[Any] = frozenset()) -> None:
        self.changed = changed

    def request(self, message: dict[str, Any]) -> Any:
        raise AssertionError(f"the submission was asked: {message}")


def remote(type_name: str = "ndarray") -> Remote:
    return Remote(cast("Link", NoLink()), RemoteRef(1, type_name))


def student(*changed: int | str) -> Student:
    return Student(cast("Link", NoLink(frozenset(changed))), {})


def refused(call: Callable[[], None]) -> Mismatch:
    with pytest.raises(Unexpected) as seen:
        call()
    return seen.value.mismatch


def raising(type_name: str) -> Callable[[], Any]:
    def call() -> Any:
        raise CandidateRaised(Raised(type_name))

    return call


X = np.arange(6.0).reshape(2, 3) + 1


# --- objects that stayed in the sandbox ----------------------------------------------------------

ASKED: dict[str, Callable[[Any], None]] = {
    "close": lambda v: expect.close(v, X),
    "close-number": lambda v: expect.close(v, 1.0),
    "close-tuple": lambda v: expect.close((v, v), (X, X)),
    "close-list": lambda v: expect.close(v, [X]),
    "close-mapping": lambda v: expect.close(v, {"w": X}),
    "close-none": lambda v: expect.close(v, None),
    "equal": lambda v: expect.equal(v, X),
    "equal-text": lambda v: expect.equal(v, "SGD"),
    "equal-truth": lambda v: expect.equal(v, True),
    "gradient": lambda v: expect.gradient(v, X),
    "shape": lambda v: expect.shape(v, (2, 3)),
    "dtype": lambda v: expect.dtype(v, "float64"),
    "finite": expect.finite,
    "holds": lambda v: expect.holds(v, "x = x"),
    "between": lambda v: expect.between(v, 0.0, 1.0, "loss"),
}


@pytest.mark.parametrize("name", ASKED)
def test_an_object_of_the_submission_meets_no_expectation_and_is_asked_nothing(name: str) -> None:
    assert refused(lambda: ASKED[name](remote())).kind == "type"


@pytest.mark.parametrize(("type_name", "shown"), [("MaskedArray", "MaskedArray"), ("x=3.14159", "object")])
def test_only_well_known_names_of_types_are_shown(type_name: str, shown: str) -> None:
    assert refused(lambda: expect.close(remote(type_name), X)).actual_type == shown


# --- counting ------------------------------------------------------------------------------------

MET: dict[str, Callable[[], None]] = {
    "close": lambda: expect.close(X, X),
    "equal": lambda: expect.equal(X, X),
    "gradient": lambda: expect.gradient(X, X),
    "shape": lambda: expect.shape(X, (2, 3)),
    "dtype": lambda: expect.dtype(X, "float64"),
    "finite": lambda: expect.finite(X),
    "holds": lambda: expect.holds(True, "x = x"),
    "between": lambda: expect.between(0.5, 0, 1, "loss"),
    "raises": lambda: expect.raises(ValueError, raising("ValueError")),
    "unmodified": lambda: expect.unmodified(student()),
}


@pytest.mark.parametrize("name", MET)
def test_every_expectation_counts_once_and_is_silent_when_met(name: str) -> None:
    made = expect.counting()
    MET[name]()
    assert len(made) == 1


def test_an_expectation_that_is_not_met_counts_too() -> None:
    made = expect.counting()
    refused(lambda: expect.close(X, -X))
    assert len(made) == 1


def test_counting_starts_anew_for_every_test() -> None:
    expect.counting()
    MET["close"]()
    assert expect.counting() == []


# --- values --------------------------------------------------------------------------------------


def test_an_expected_value_may_be_a_function_that_is_called_with_the_answer_at_hand() -> None:
    calls: list[int] = []

    def goal() -> Any:
        calls.append(1)
        return X

    expect.close(X, goal)
    expect.equal(X, goal)
    expect.gradient(X, goal)
    assert len(calls) == 3


def test_a_difference_comes_with_its_likely_cause() -> None:
    with pytest.raises(Unexpected) as seen:
        expect.close(-X, X, "dx")
    assert seen.value.near is not None
    assert seen.value.near.key == "near.sign_flipped"
    assert seen.value.mismatch.what == "dx"


def test_a_difference_inside_a_container_is_not_explained_by_the_whole() -> None:
    with pytest.raises(Unexpected) as seen:
        expect.close((X, -X), (X, X))
    assert seen.value.near is None


def test_nothing_of_the_expected_values_is_in_what_is_raised() -> None:
    secret = np.array([2.718281828, 3.141592653])
    with pytest.raises(Unexpected) as seen:
        expect.close(secret + 1e-3, secret)
    assert "2.718" not in f"{seen.value} {seen.value.mismatch}"
    assert "3.141" not in f"{seen.value} {seen.value.mismatch}"


def test_equal_forgives_nothing() -> None:
    assert refused(lambda: expect.equal(X + 1e-15 * X, X)).kind == "value"


def test_a_true_gradient_of_zero_judges_nothing_and_never_counts_as_met() -> None:
    assert refused(lambda: expect.gradient(np.zeros(3), np.zeros(3))).kind == "property"


def test_shape_and_dtype_are_exact() -> None:
    assert refused(lambda: expect.shape(X, (3, 2))).kind == "shape"
    assert refused(lambda: expect.shape([1, 2], (2,))).kind == "type"
    assert refused(lambda: expect.dtype(X, "float32")).kind == "dtype"
    assert refused(lambda: expect.dtype(1.0, "float64")).kind == "dtype"


@pytest.mark.parametrize("bad", [np.array([1.0, np.nan]), np.array([np.inf]), float("nan")])
def test_finite_means_every_element(bad: object) -> None:
    assert refused(lambda: expect.finite(bad)).kind == "nonfinite"


@pytest.mark.parametrize("value", [None, "1", [1.0], True, {}])
def test_what_is_no_number_is_neither_finite_nor_between(value: object) -> None:
    assert refused(lambda: expect.finite(value)).kind == "type"
    assert refused(lambda: expect.between(value, 0, 1, "p")).kind == "type"


@pytest.mark.parametrize("value", [1, np.array(True), "yes", X, None])
def test_a_property_holds_only_if_it_is_truth_itself(value: object) -> None:
    assert refused(lambda: expect.holds(value, "p")).kind == "type"


def test_a_property_that_does_not_hold_is_quoted() -> None:
    assert refused(lambda: expect.holds(np.False_, "sum(p) = 1")).what == "sum(p) = 1"


@pytest.mark.parametrize("value", [1.5, -0.1, float("nan"), float("inf"), np.array(2.0)])
def test_between_includes_its_ends_and_nothing_beyond(value: object) -> None:
    expect.between(0.0, 0, 1, "p")
    expect.between(1, 0, 1, "p")
    assert refused(lambda: expect.between(value, 0, 1, "p")).kind == "range"


@pytest.mark.parametrize(("value", "kind"), [(np.array([0.5]), "shape"), (np.complex128(0.5 + 9j), "dtype")])
def test_between_wants_one_real_number(value: object, kind: str) -> None:
    assert refused(lambda: expect.between(value, 0, 1, "p")).kind == kind


# --- exceptions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kinds", "raised"),
    [(ValueError, "ValueError"), ((TypeError, ValueError), "ValueError"), (LookupError, "KeyError")],
)
def test_an_expected_exception_or_a_kind_of_it_is_met(kinds: Any, raised: str) -> None:
    expect.raises(kinds, raising(raised))


def test_another_exception_is_said_by_name() -> None:
    seen = refused(lambda: expect.raises((TypeError, ValueError), raising("KeyError"), "f(-1)"))
    assert (seen.kind, seen.expected_type, seen.actual_type) == ("raised", "TypeError / ValueError", "KeyError")


def test_no_exception_is_said() -> None:
    assert refused(lambda: expect.raises(ValueError, lambda: 3)).kind == "not_raised"


@pytest.mark.parametrize("unfinished", ["NotImplementedError", "MissingName"])
@pytest.mark.parametrize("kind", [ValueError, RuntimeError, Exception])
def test_an_unfinished_function_meets_no_expectation_of_an_exception(unfinished: str, kind: type[Exception]) -> None:
    with pytest.raises(CandidateRaised):
        expect.raises(kind, raising(unfinished))


def test_a_death_is_no_exception() -> None:
    def die() -> Any:
        raise CandidateDied

    with pytest.raises(CandidateDied):
        expect.raises(Exception, die)


# --- inputs --------------------------------------------------------------------------------------


def test_an_input_that_was_changed_is_noticed_by_place_or_name() -> None:
    assert refused(lambda: expect.unmodified(student(0, "w"), 0, what="x")).kind == "mutated"
    assert refused(lambda: expect.unmodified(student("w"))).kind == "mutated"
    expect.unmodified(student("w"), 0)


@pytest.mark.parametrize(
    ("places", "changed", "told"),
    [((), (0,), "x"), ((), (1, 0), "x, y"), ((2, "y"), ("y",), "y"), ((), (3,), "x, y"), ((0,), (0,), "x, y")],
    ids=["first", "both", "by-keyword", "one-without-a-name", "fewer-places-than-names"],
)
def test_only_the_arguments_that_changed_are_named(
    places: tuple[Any, ...], changed: tuple[Any, ...], told: str
) -> None:
    assert refused(lambda: expect.unmodified(student(*changed), *places, what="x, y")).what == told
