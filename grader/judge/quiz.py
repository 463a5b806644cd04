"""Suites of quizzes: one case for each item, made from the items instead of being written.

``answers`` makes the hidden suite from the ``items.toml`` beside it, ``forms`` the public one from what is published.
An answer is asked for once and judged as plain data. What is said about a wrong one is its misconception and nothing
else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from grader import quiz
from grader.judge import expect
from grader.judge.authoring import declaration
from grader.judge.expect import Unexpected
from grader.judge.failures import UNANSWERED, CandidateRaised
from grader.judge.proxy import Student
from grader.model import Mismatch, Raised, Text
from grader.quiz.answers import unanswered

Suite = Callable[..., None]


def answers(suite: str) -> Suite:
    """The hidden suite: ``test_answer = quiz.answers(__file__)``."""
    items = quiz.build(tomllib.loads(Path(suite).with_name(quiz.ITEMS_FILE).read_text(encoding="utf-8")))
    ids = {(mistake.item.id, mistake.key): mistake.id for mistake in quiz.mistakes(items)}

    def test(student: Student, item: quiz.Item) -> None:
        key = quiz.misconception(item, _answer(student, item))
        if key:
            raise Unexpected(Mismatch("answer", item.id), means=ids[item.id, key])
        expect.holds(True, item.id)

    return _for_each(items, lambda item: item.title, test)


def forms(rows: Sequence[tuple[str, str, Any, str, str, str]]) -> Suite:
    """The public suite: rows of id, task, what to choose, letters, and the title in English and Korean."""
    items = [_published(*row) for row in rows]

    def test(student: Student, item: quiz.Item) -> None:
        _answer(student, item)
        expect.holds(True, item.id)

    return _for_each(items, lambda item: Text(f"Answered: {item.title.en}", f"답함: {item.title.ko}"), test)


def _published(name: str, task: str, choose: Any, letters: str, en: str, ko: str) -> quiz.Item:
    nothing = Text("", "")
    options = tuple(quiz.Option(letter, nothing, False, None) for letter in letters)
    return quiz.Item(name, task, Text(en, ko), nothing, choose, options, None)


def _for_each(items: Sequence[quiz.Item], title: Callable[[quiz.Item], Text], test: Suite) -> Suite:
    parameters = [
        pytest.param(item, id=item.id, marks=declaration(item.task, title(item).en, title(item).ko)) for item in items
    ]
    suite: Suite = pytest.mark.parametrize("item", parameters)(test)
    return suite


def _answer(student: Student, item: quiz.Item) -> quiz.Answer:
    """The answer of the submission to ``item``, asked for once."""
    try:
        given = student.item("ANSWERS", item.id)
    except CandidateRaised as error:
        if error.raised.type_name not in ("KeyError", "MissingName"):
            raise
        given = None
    if unanswered(given):
        raise CandidateRaised(Raised(UNANSWERED, item.id))
    answer = quiz.parse(item, given)
    if answer is None:
        raise Unexpected(Mismatch(f"answer_{item.choose}", item.id, expected_type=", ".join(item.letters)))
    return answer
