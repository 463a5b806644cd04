"""What an author may write, and what an answer means."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader import quiz
from grader.errors import InvalidExercise
from grader.quiz.answers import unanswered
from grader.quiz.schema import read
from tests.quiz.conftest import ITEMS, RIGHT

HINT = 'hint = { en = "HINT-SATURN second", ko = "두 번째예요." }'


def item(items: tuple[quiz.Item, ...], name: str) -> quiz.Item:
    return next(one for one in items if one.id == name)


def meaning(one: quiz.Item, given: Any) -> str | None:
    """Key of the misconception of an answer as a student writes it; None if it cannot be read."""
    answer = quiz.parse(one, given)
    return None if answer is None else quiz.misconception(one, answer)


# --- items.toml ------------------------------------------------------------------------------------


def test_options_get_letters_in_order(items: tuple[quiz.Item, ...]) -> None:
    assert [one.letters for one in items] == ["abc", "abcd", ""]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (HINT, "", "every option has a hint"),
        ('ko = "목성"\nright = true', 'ko = "목성"\n' + HINT, "one option is right"),
        ('ko = "금성"', 'ko = "금성"\nright = true', "at least two options are right and two are wrong"),
        ('id = "rings"', 'id = "planet"', "an id is used twice: planet"),
        ('choose = "number"', 'choose = "one"', "goes with a number"),
        ("value = 1\n", "value = 2.005\n", "two of its numbers count as the same"),
        ("tolerance = 0.01", "tolerence = 0.01", "unknown field"),
        ('en = "Mars"', 'en = ""', "at least 1 character"),
    ],
    ids=["hint", "no right one", "one wrong", "twice", "number", "tolerance", "misspelt", "empty"],
)
def test_a_malformed_item_is_refused_with_what_is_wrong(before: str, after: str, said: str) -> None:
    assert before in ITEMS
    with pytest.raises(InvalidExercise) as refused:
        read(ITEMS.replace(before, after, 1), "items.toml")
    assert said in refused.value.message


# --- answers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", ["b", "B", " b "])
def test_a_letter_may_be_written_freely(items: tuple[quiz.Item, ...], given: str) -> None:
    assert meaning(item(items, "planet"), given) == ""


@pytest.mark.parametrize("given", [["a", "c"], ("c", "A"), ["c", "a", "a"]])
def test_a_list_of_letters_has_no_order(items: tuple[quiz.Item, ...], given: object) -> None:
    assert meaning(item(items, "rings"), given) == ""


@pytest.mark.parametrize("given", [2, 2.0, 2.009, np.int64(2), np.float32(2)])
def test_a_number_may_be_of_any_real_type(items: tuple[quiz.Item, ...], given: object) -> None:
    assert meaning(item(items, "moons"), given) == ""


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("planet", "abc"),
        ("planet", "z"),
        ("planet", ["b"]),
        ("planet", 2),
        ("planet", {"b": 1}),
        ("rings", "ac"),
        ("rings", ["a", "z"]),
        ("rings", ["a", ["c"]]),
        ("rings", {"a": 1}),
        ("moons", "2"),
        ("moons", True),
        ("moons", [2]),
        ("moons", 2j),
    ],
)
def test_an_answer_of_another_form_is_not_read(items: tuple[quiz.Item, ...], name: str, given: object) -> None:
    assert meaning(item(items, name), given) is None


@pytest.mark.parametrize("given", [None, "", "  ", [], ()])
def test_nothing_is_no_answer(given: object) -> None:
    assert unanswered(given)


@pytest.mark.parametrize("given", ["a", ["a"], 0, 0.0, False])
def test_anything_else_is_an_answer(given: object) -> None:
    assert not unanswered(given)


@pytest.mark.parametrize(
    ("name", "given", "key"),
    [
        ("planet", "a", "a"),
        ("planet", "c", "c"),
        ("rings", ["a"], "c"),
        ("rings", ["c"], "a"),
        ("rings", ["a", "c", "d"], "d"),
        ("rings", ["a", "b"], "b"),  # c is missing as well: one thing at a time, and what is there too much comes first
        ("rings", ["b", "d"], "b"),
        ("rings", list("abcd"), "every"),
        ("moons", 1, "0"),
        ("moons", 7, "other"),
        ("moons", float("nan"), "other"),
        ("moons", 10**400, "other"),
        ("moons", 2.011, "other"),
    ],
)
def test_every_wrong_answer_shows_one_misconception(
    items: tuple[quiz.Item, ...], name: str, given: object, key: str
) -> None:
    assert meaning(item(items, name), given) == key


# --- known-wrongs ----------------------------------------------------------------------------------


def test_every_wrong_choice_is_a_known_wrong_of_its_own(items: tuple[quiz.Item, ...]) -> None:
    keys = [(mistake.id, mistake.item.id, mistake.key) for mistake in quiz.mistakes(items)]
    assert keys == [
        ("W1", "planet", "a"),
        ("W2", "planet", "c"),
        ("W3", "rings", "a"),
        ("W4", "rings", "b"),
        ("W5", "rings", "c"),
        ("W6", "rings", "d"),
        ("W7", "rings", "every"),
        ("W8", "moons", "0"),
        ("W9", "moons", "other"),
    ]


def test_the_answer_of_a_known_wrong_shows_its_own_misconception(items: tuple[quiz.Item, ...]) -> None:
    shown = [quiz.misconception(mistake.item, mistake.answer) for mistake in quiz.mistakes(items)]
    assert shown == [mistake.key for mistake in quiz.mistakes(items)]


def test_the_reference_answers_everything_rightly(items: tuple[quiz.Item, ...]) -> None:
    names: dict[str, Any] = {}
    exec(quiz.reference(items), names)
    assert names["ANSWERS"] == RIGHT
