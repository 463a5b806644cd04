"""Reports full of hostile strings: every format stays what it is, whatever students wrote into its text fields.

``run`` is the target of the fuzzer; ``hostile`` puts strings into every field that holds text of a student.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO
from urllib.parse import quote
from xml.etree import ElementTree as ET

import html5lib

from autograde.cli.console import Console
from grader.intake import safe_name
from grader.model import CaseResult, Lang, Message, Mismatch, Report, Scalar
from grader.report import html, index, junit, markdown, text
from grader.report import json as report_json
from tests.fuzz.choices import Choices
from tests.report import samples

FIELDS = 16
"""Strings per report."""
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_COMMAND = re.compile(r"^\s*::|##[^\s#]|^section_(start|end):", re.MULTILINE)
_ILLEGAL_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STUDENT_PARAMETERS = ("type_name", "text", "actual_type", "name")

Strings = Callable[[], str]


def run(data: bytes) -> None:
    """One report in one language, in every format, with up to ``FIELDS`` different strings."""
    choices = Choices(data)
    lang = choices.pick(tuple(Lang))
    strings = [choices.text(60) for _ in range(FIELDS)]
    inert(strings, lang)


def inert(strings: list[str], lang: Lang) -> None:
    """All properties of all formats for a report whose student's fields hold ``strings``."""
    report = hostile(_in_turn(strings))
    twin = hostile(_in_turn([_harmless(strings, one) for one in strings]))
    for audience in ("student", "instructor"):
        page(html.render(report, lang, audience=audience), html.render(twin, lang, audience=audience))
    page(_cohort(report, lang), _cohort(twin, lang))
    xml(junit.render(report, lang), junit.render(twin, lang))
    log(text.render(report, lang))
    log(table(strings, lang))
    log(markdown.render(report, lang))
    document = json.loads(report_json.render(report, lang))
    assert document["schema"] == report.schema


# --- properties ------------------------------------------------------------------------------


def page(shown: str, harmless: str) -> None:
    """A page is HTML without a defect, and student text changes no element of it."""
    html5lib.HTMLParser(strict=True).parse(shown)
    assert _Elements(shown).seen == _Elements(harmless).seen


class _Elements(HTMLParser):
    """Elements and their attributes; code spans, which quoted text may open, are none of the structure."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "code":
            self.seen.append((tag, tuple(name for name, _ in attrs)))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def xml(document: str, harmless: str) -> None:
    """Well-formed XML 1.0 of the same elements."""
    assert not _ILLEGAL_XML.search(document)
    found, wanted = (ET.fromstring(one.encode("utf-8")) for one in (document, harmless))
    assert [e.tag for e in found.iter()] == [e.tag for e in wanted.iter()]
    assert [sorted(e.attrib) for e in found.iter()] == [sorted(e.attrib) for e in wanted.iter()]


def log(shown: str) -> None:
    """No line is a command to a CI system, no character one to a terminal."""
    assert not (found := _COMMAND.search(shown)), found
    assert not (found := _CONTROL.search(shown)), found
    assert all(unicodedata.category(char) not in ("Cc", "Cf", "Cs") for char in set(shown) - {"\n"})


def table(strings: list[str], lang: Lang) -> str:
    """What the command line prints as a table of such names."""
    from grader.messages import one_line

    written = StringIO()
    with redirect_stdout(written):
        shown = ["a" * (40 + at) + one_line(one, 80) for at, one in enumerate(strings)]  # some break just before
        Console(lang).table(["a", "b", "c"], zip(shown, shown[1:], shown[2:], strict=False))
    return written.getvalue()


# --- what is built -------------------------------------------------------------------------


def _in_turn(strings: list[str]) -> Strings:
    turn: Iterator[str] = iter(())

    def following() -> str:
        nonlocal turn
        try:
            return next(turn)
        except StopIteration:
            turn = iter(strings)
            return next(turn)

    return following


def _harmless(strings: list[str], one: str) -> str:
    """A plain word that is equal for equal strings, and empty for an empty one."""
    return f"word{strings.index(one)}" if one else ""


def hostile(following: Strings) -> Report:
    """The sample with everything a student controls drawn from ``following``."""
    report = samples.hostile()
    tasks = tuple(replace(task, cases=tuple(_case(case, following) for case in task.cases)) for task in report.tasks)
    notes = (
        Message("load.import", {"name": following()}),
        Message("intake.note.ignored", {"filename": "f.py", "count": 2, "names": following()}),
    )
    return replace(report, student=following(), stdout=following(), stderr=following(), tasks=tasks, messages=notes)


def _case(case: CaseResult, following: Strings) -> CaseResult:
    return replace(case, messages=_messages(case.messages, following), mismatch=_mismatch(case.mismatch, following))


def _messages(messages: tuple[Message, ...], following: Strings) -> tuple[Message, ...]:
    def drawn(message: Message) -> Message:
        wild: dict[str, Scalar] = {name: following() for name in message.params if name in _STUDENT_PARAMETERS}
        return replace(message, params={**message.params, **wild})

    return tuple(map(drawn, messages))


def _mismatch(mismatch: Mismatch | None, following: Strings) -> Mismatch | None:
    return replace(mismatch, actual_type=following(), actual_dtype=following()) if mismatch else None


def _cohort(report: Report, lang: Lang) -> str:
    """The page of one student with two reports; file names are made of the student's name as everywhere."""
    other = replace(report, exercise="softmax", number=3)
    links = {(one.student, one.exercise): f"reports/{quote(safe_name(one.student))}.html" for one in (report, other)}
    return index.render_index([report, other], lang, links=links)
