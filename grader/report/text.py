"""A report as plain text for a terminal or a log: no colour, no markup, no control characters.

Colour is the command line's business. This module must never emit anything a terminal could take for a
command, whatever the student wrote.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from grader.messages import label, one_line
from grader.model import CaseResult, Lang, Report, TaskResult
from grader.report import view
from grader.report.plots import told

WIDTH = 100
"""Columns that a line may fill; East Asian wide characters take two."""


def render(report: Report, lang: Lang) -> str:
    """The report as plain text, ending with a line end."""
    return "\n".join(line.rstrip() for line in _lines(report, lang)) + "\n"


def _lines(report: Report, lang: Lang) -> Iterator[str]:
    yield f"{report.title.in_(lang)} ({report.number:02d} {report.exercise})"
    yield from _wrap(f"{label('report.student', lang)}: {one_line(report.student)}", "", "  ")
    facts = (view.verdict(report.verdict, lang), view.score(report, lang), view.standing(report, lang))
    yield " \u00b7 ".join(filter(None, facts))
    yield from _wrap(view.about(report, lang), "")
    yield from _lead(report, lang)
    yield from _notes(report, lang)
    for task in report.tasks:
        yield ""
        yield from _task(task, lang)
    yield from _provenance(report, lang)


def _lead(report: Report, lang: Lang) -> Iterator[str]:
    first = view.lead(report, lang)
    if first is not None:
        yield ""
        yield ": ".join(filter(None, (first.heading, first.title)))
        for line in first.lines:
            yield from _wrap(line, "  ")
    for hint in report.hints[1:]:
        yield ""
        yield f"{label('report.hint', lang)}: {hint.title.in_(lang)}"
        yield from _wrap(hint.text.in_(lang), "  ")


def _notes(report: Report, lang: Lang) -> Iterator[str]:
    notes = view.notes(report, lang)
    if notes:
        yield ""
        yield label("report.notes", lang)
    for note in notes:
        yield from _wrap(note, "  ")


def _task(task: TaskResult, lang: Lang) -> Iterator[str]:
    earned = f"{view.points(task.earned_milli)}/{view.points(task.max_milli)}"
    yield _spread(f"{task.name}  {task.title.in_(lang)}", f"{view.verdict(task.verdict, lang)}  {earned}")
    yield f"  {view.tally(task, lang)}"
    telling = view.telling(task)
    for case in view.ordered(task):
        if view.is_failing(case):
            yield from _case(case, lang, in_full=case in telling)


def _case(case: CaseResult, lang: Lang, *, in_full: bool) -> Iterator[str]:
    earned = f"{view.points(case.earned_milli)}/{view.points(case.max_milli)}"
    left = f"  - {view.name(case, lang)}  {case.title.in_(lang)}"
    yield _spread(left, f"{view.verdict(case.verdict, lang)}  {earned}")
    for sentence in (*view.briefly(case, lang), *told(case, lang)) if in_full else ():
        yield from _wrap(sentence, "      ")


def _provenance(report: Report, lang: Lang) -> Iterator[str]:
    yield ""
    yield label("report.provenance", lang)
    rows = view.provenance(report, lang)
    if not rows:
        yield from _wrap(label("report.no_provenance", lang), "  ")
    if view.unconfined(report):
        yield from _wrap(label("report.tier_0", lang), "  ")
    for name, value in rows:
        yield from _wrap(f"{name}: {value}", "  ", "    ")


# --- layout --------------------------------------------------------------------------------


def columns(text: str) -> int:
    """How many terminal columns ``text`` fills."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _spread(left: str, right: str) -> str:
    """``left`` and ``right`` at the two ends of a line; just two spaces apart where there is no room."""
    return left + " " * max(2, WIDTH - columns(left) - columns(right)) + right


def _wrap(text: str, indent: str, hanging: str | None = None) -> Iterator[str]:
    """``text`` in lines of at most ``WIDTH`` columns, broken at spaces."""
    line, empty = indent, True
    for word in text.split(" "):
        if not empty and columns(line) + 1 + columns(word) > WIDTH:
            yield line
            line, empty = indent if hanging is None else hanging, True
        line, empty = line + ("" if empty else " ") + word, False
    yield line
