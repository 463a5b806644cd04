"""What ``verify`` tries on a quiz: cheats that know nothing, guesses, and every other answer as a mutant. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from autograde.verify.mutants import Mutant
from grader import quiz
from grader.model import Lang

MOST_BY_GUESSING = 0.35
"""Share of the points that the same letter everywhere may earn at most."""

CHEATS = {
    "unanswered": "None",
    "zeros": "0",
    "ones": "1",
    "echo": "name",
    "nan": "float('nan')",
    "empty": "[]",
    "true": "True",
    "everything": "list('abcdefgh')",
    "joined": "'abcdefgh'",
    "numbers": "list(range(1000))",
    "function": "lambda *_: 'a'",
    "equal": "Equal()",
    "exit": "os._exit(0)",
    "skip": "raise_()",
}
"""Ways of answering without knowing; each must earn nothing."""

_CHEAT = '''
import os


class Equal:
    """Claims to equal everything."""

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0


class Skipped(BaseException):
    pass


def raise_():
    raise Skipped("skipped")


class Answers(dict):
    """Answers at the moment of asking."""

    def __getitem__(self, name):
        return {expression}


ANSWERS = Answers()
'''


def cheat(mode: str) -> bytes:
    """Source of the cheat ``mode``."""
    return _CHEAT.format(expression=CHEATS[mode]).encode("utf-8")


def guesses(items: Sequence[quiz.Item]) -> Iterator[tuple[str, bytes]]:
    """For each letter, a submission that gives it everywhere, as one letter or as a list of one."""
    for letter in sorted({letter for item in items for letter in item.letters}):
        rows = [f"    {item.id!r}: {[letter] if item.choose == 'all' else letter!r}," for item in items]
        yield letter, "\n".join(["ANSWERS = {", *rows, "}", ""]).encode("utf-8")


def mutants(items: Sequence[quiz.Item]) -> list[Mutant]:
    """The reference with one other answer each: all other letters, sets of letters nearby, numbers on both sides."""
    right = quiz.reference(items).decode("utf-8")
    return [
        Mutant(f"{item.id}: {answer}", n, f"{right}\nANSWERS[{item.id!r}] = {answer}\n")
        for n, item in enumerate(items, 1)
        for answer in _others(item)
    ]


def _others(item: quiz.Item) -> Iterator[str]:
    right = quiz.right_answer(item)
    if item.number:
        margin = 2 * item.number.tolerance or abs(item.number.value) * 1e-6
        value = item.number.value
        for number in (value + margin, value - margin, value + 1 + margin, -value - margin, value * 10 + margin):
            yield repr(number)
    elif isinstance(right, frozenset):
        for size in (1, 2):
            for few in combinations(item.letters, size):
                yield repr(sorted(right ^ set(few)))
    else:
        yield from (repr(letter) for letter in item.letters if letter != right)


def telling(items: Sequence[quiz.Item]) -> list[str]:
    """Hints that quote another option that is right, name an option by its letter, or hold the right number."""
    return [
        f"{mistake.id} ({mistake.item.id}, {lang})"
        for mistake in quiz.mistakes(items)
        for lang in Lang
        if _tells(mistake, mistake.hint.in_(lang), lang)
    ]


def _tells(mistake: quiz.Mistake, hint: str, lang: Lang) -> bool:
    item = mistake.item
    if item.number:
        return f"{item.number.value:g}" in re.findall(r"\d+(?:\.\d+)?", hint.replace(",", ""))
    others = [option for option in item.options if option.right and option.letter != mistake.key]
    quoted = any(option.text.in_(lang).rstrip(".") in hint for option in others)
    named = re.search(rf"[\"'`(]?\b[{item.letters}]\)|[\"'`][{item.letters}][\"'`]", hint)
    return quoted or named is not None
