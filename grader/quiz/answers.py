"""What an answer means: its form, whether it is right, and which misconception it shows. Pure.

A wrong answer never says how wrong it is: no distance of a number, no count of wrongly judged options. Such a hint
would be a way to find the right answer without thinking.
"""

from __future__ import annotations

import math
import numbers
from typing import Any

from grader.quiz.items import Item

Answer = str | frozenset[str] | float
EVERY, OTHER = "every", "other"
"""Keys of two misconceptions that belong to no single option: everything ticked, and a number of no known origin."""


def unanswered(given: Any) -> bool:
    """Whether nothing has been answered: ``None``, an empty text, an empty list."""
    if isinstance(given, str):
        return not given.strip()
    return given is None or (isinstance(given, list | tuple) and not given)


def parse(item: Item, given: Any) -> Answer | None:
    """``given`` as an answer to ``item``, or None if it has another form.

    One option: its letter. All that apply: a list of letters (a letter is a list of one). A number: int or float.
    """
    if item.choose == "number":
        real = isinstance(given, numbers.Real) and not isinstance(given, bool)
        return _float(given) if real else None
    if item.choose == "one":
        return _letter(item, given)
    found = {_letter(item, one) for one in (given if isinstance(given, list | tuple) else [given])}
    ticked = frozenset(letter for letter in found if letter)
    return ticked if ticked and None not in found else None


def _float(given: Any) -> float:
    try:
        return float(given)
    except OverflowError:  # an int of hundreds of digits
        return math.inf


def _letter(item: Item, given: Any) -> str | None:
    letter = given.strip().lower() if isinstance(given, str) else ""
    return letter if len(letter) == 1 and letter in item.letters else None


def right_answer(item: Item) -> Answer:
    """The answer that earns the points."""
    if item.number:
        return item.number.value
    right = frozenset(option.letter for option in item.options if option.right)
    return right if item.choose == "all" else next(iter(right))


def misconception(item: Item, answer: Answer) -> str:
    """Key of the first misconception that ``answer`` shows; empty for the right answer.

    For "all that apply" that is one option only, the first that should not be there, else the first that is missing.
    """
    if item.number:
        assert isinstance(answer, float)
        if item.number.near(answer, item.number.value):
            return ""
        known = (str(i) for i, (value, _) in enumerate(item.number.mistakes) if item.number.near(answer, value))
        return next(known, OTHER)
    if item.choose == "one":
        return "" if answer == right_answer(item) else str(answer)
    assert isinstance(answer, frozenset)
    if len(answer) == len(item.options):
        return EVERY
    added = [option.letter for option in item.options if option.letter in answer and not option.right]
    missing = [option.letter for option in item.options if option.letter not in answer and option.right]
    return next(iter(added + missing), "")
