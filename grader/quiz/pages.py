"""What students receive of a quiz: stub, items of the statement, public suite. Pure.

Nothing here may look at what is right: texts, letters and titles are all it takes.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence

from grader.model import Exercise, Lang, Text
from grader.quiz.items import Item

STATEMENTS = {"README.md": Lang.EN, "README.ko.md": Lang.KO}
"""The statements of an exercise and their languages."""

OPEN, CLOSE = "<!-- items -->", "<!-- /items -->"
WIDTH = 112

_FORMS = {
    "one": Text("one letter", "글자 하나"),
    "all": Text("all that apply, a list of letters", "맞는 것을 모두, 글자의 리스트"),
    "number": Text("a number", "숫자"),
}
_HOW = Text(
    'Write your answers into ANSWERS, in place of None: a letter ("b"), a list of all letters that apply (["a", "c"]), '
    "or a number (12 or 0.5). An item with a list counts when exactly the right letters are there. None means not "
    "answered yet.",
    'ANSWERS의 None 자리에 답을 쓰세요. 글자 하나("b"), 맞는 글자를 모두 담은 리스트(["a", "c"]), 숫자(12, 0.5) '
    "가운데 하나예요. 리스트로 답하는 문항은 맞는 글자만 빠짐없이 있어야 점수를 받아요. None은 아직 답하지 않았다는 "
    "뜻이에요.",
)


# --- stub ----------------------------------------------------------------------------------------


def stub(exercise: Exercise, items: Sequence[Item]) -> bytes:
    """The file in which students answer: all items in both languages, every answer still None."""
    lines = [f'"""{exercise.title.en} / {exercise.title.ko}', ""]
    for paragraph in (_HOW.en, _HOW.ko):
        lines += [*wrapped(paragraph, "", ""), ""]
    lines[-1:] = ['"""', "", "ANSWERS = {"]
    for n, item in enumerate(items, 1):
        lines += [*_commented(n, item), f'    "{item.id}": None,']
    return "\n".join([*lines, "}", ""]).encode("utf-8")


def _commented(n: int, item: Item) -> Iterator[str]:
    form = _FORMS[item.choose]
    if n > 1:
        yield ""
    head = f"{n}. {item.title.en} / {item.title.ko} ({form.en} / {form.ko})"
    yield from wrapped(head, "    # ", "    #    ")
    yield from wrapped(item.text.en, "    # ", "    # ")
    yield from wrapped(item.text.ko, "    # ", "    # ")
    for option in item.options:
        yield from wrapped(option.text.en, f"    #   {option.letter}) ", "    #      ")
        yield from wrapped(option.text.ko, "    #      ", "    #      ")


def wrapped(text: str, first: str, following: str) -> Iterator[str]:
    """``text`` in lines of at most ``WIDTH`` columns; Hangul takes two of them."""
    line = first
    for word in text.split():
        if columns(line) + columns(word) + 1 > WIDTH and line.strip() != following.strip():
            yield line.rstrip()
            line = following
        line += word + " "
    yield line.rstrip()


def columns(text: str) -> int:
    """Width of ``text`` on a terminal."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


# --- statement -----------------------------------------------------------------------------------


def statement(page: str, exercise: Exercise, items: Sequence[Item], lang: Lang) -> str | None:
    """``page`` with the items between its two marks; None if the marks are missing."""
    before, opened, rest = page.partition(OPEN)
    _, closed, after = rest.partition(CLOSE)
    if not opened or not closed:
        return None
    return f"{before}{OPEN}\n\n{_sections(exercise, items, lang)}\n{CLOSE}{after}"


def _sections(exercise: Exercise, items: Sequence[Item], lang: Lang) -> str:
    number = {item.id: n for n, item in enumerate(items, 1)}
    lines: list[str] = []
    for task in exercise.tasks:
        points = f"{task.points}점" if lang is Lang.KO else f"{task.points} point{'s' if task.points > 1 else ''}"
        lines += [f"### {task.title.in_(lang)} ({points})", ""]
        for item in items:
            if item.task == task.name:
                lines += [*_section(number[item.id], item, lang), ""]
    return "\n".join(lines)


def _section(n: int, item: Item, lang: Lang) -> Iterator[str]:
    yield f"**{n}. {item.title.in_(lang)}** (`{item.id}`: {_FORMS[item.choose].in_(lang)})"
    yield ""
    yield item.text.in_(lang)
    if item.options:
        yield ""
    for option in item.options:
        yield f"- **{option.letter})** {option.text.in_(lang)}"


# --- public suite --------------------------------------------------------------------------------


def public_suite(exercise: Exercise, items: Sequence[Item]) -> bytes:
    """A suite that looks at the form of every answer and knows none of them."""
    rows = [f"    ({', '.join(map(_quoted, _row(item)))})," for item in items]
    head = f'"""Public suite of {exercise.slug}: whether every answer can be read. It knows none of them."""'
    body = ["from grader.judge import quiz", "", "ITEMS = (", *rows, ")", "", "test_form = quiz.forms(ITEMS)", ""]
    return "\n".join([head, "", *body]).encode("utf-8")


def _row(item: Item) -> tuple[str, ...]:
    return item.id, item.task, item.choose, item.letters, item.title.en, item.title.ko


def _quoted(text: str) -> str:
    """``text`` as a Python literal in double quotes, Hangul readable."""
    return json.dumps(text, ensure_ascii=False)
