"""What ``verify`` says of the words in a suite: English that a Korean student would read is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograde.verify import wording
from grader import catalog

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "text",
    [
        "one entry per layer", "mean of the weights", "weights (same generator state)", "std falls below 1e-6",
        "dx is finite", "dtype of out = dtype of x", "entries are {'mean': ..., 'std': ...}", "sum of a",
        "the loss falls", "# has one row per image",
    ],
)  # fmt: skip
def test_words_in_a_row_are_prose(text: str) -> None:
    assert wording.is_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "dx", "out / x", "W1, W2, X, y", "len(history) = epochs", "sum(softmax(x), axis=1) = 1", "(fan_in, fan_out)",
        "mean, std", "|mean| < std", "weights (constant)", "history['val_accuracy']", "predict(X)", "0 <= x < 1",
        "running_mean after", "`loss of step` = 3", "f(the seed) = g(the seed)", "step 3", "평균 of the weights", "",
    ],
)  # fmt: skip
def test_code_formulas_and_single_words_are_no_prose(text: str) -> None:
    assert not wording.is_prose(text)


def found(body: str) -> list[str]:
    return wording.untranslated(body, "test_hidden.py")


@pytest.mark.parametrize(
    "line",
    [
        'expect.holds(ok, "the loss falls")',
        'expect.between(x, 0, 1, "the loss falls")',
        'expect.close(a, b, what="the loss falls")',
        'expect.unmodified(student, 0, what="the loss falls")',
        'expect.raises(ValueError, call, "the loss falls")',
        'show.curve(seen, "the loss falls", over="epoch")',
        'show.curve(seen, "loss", over="epoch", call="the loss falls")',
        'expect.holds(ok, "the loss falls" if deep else "loss")',
    ],
)
def test_english_words_are_named_with_file_and_line(line: str) -> None:
    assert found(f"\n{line}\n") == ['test_hidden.py:2: "the loss falls"']


def test_words_in_both_languages_and_code_are_fine() -> None:
    assert found('expect.holds(ok, say("the loss falls", "손실이 줄어들어요"))\nexpect.close(a, b, "dx")\n') == []


def test_what_is_filled_in_does_not_count() -> None:
    assert found('expect.close(a, b, f"grad_{name} of {layer}")\n') == []
    assert found('expect.close(a, b, f"{name} of the layer")\n') == ['test_hidden.py:1: "# of the layer"']


def test_words_are_found_on_their_way_through_functions_of_the_suite() -> None:
    body = """
def outer(x, what="the default words"):
    inner(x, f"{what}")

def inner(x, name):
    expect.finite(x, name)

def test_it(student):
    outer(student.f(), "the first part")
    inner(student.f(), name="the second part")
"""
    assert [row.partition(": ")[2] for row in found(body)] == [
        '"the default words"', '"the first part"', '"the second part"',
    ]  # fmt: skip


def test_words_are_found_in_loops_assignments_and_parameters_of_a_test() -> None:
    body = """
@pytest.mark.parametrize("what, n", [("the first part", 1)])
def test_it(student, what, n):
    expect.finite(student.f(n), what)
    for x, part in ((1, "the second part"), (2, "dx")):
        expect.finite(student.f(x), part)
    label = "the third part"
    expect.finite(student.f(3), label)
"""
    assert [row.partition(": ")[2] for row in found(body)] == [
        '"the first part"', '"the second part"', '"the third part"',
    ]  # fmt: skip


@pytest.mark.parametrize("call", ['say("the loss falls")', 'say("the loss falls", "the loss falls")'])
def test_say_needs_korean(call: str) -> None:
    assert len(found(f"expect.holds(ok, {call})\n")) == 1


def test_titles_and_other_texts_are_not_looked_at() -> None:
    assert found('@case("f", "The loss falls", "손실이 줄어요")\ndef test_it():\n    """Any words here."""\n') == []


def test_every_exercise_speaks_both_languages() -> None:
    exercises = catalog.open_course(ROOT).exercises
    assert {one.slug: rows for one in exercises if (rows := wording.of_exercise(one.published, one.private))} == {}
