"""A report as JUnit XML, which every CI system reads: one test case per case of the suite.

The verdicts map to what JUnit knows: a case that passed, failed (the student's doing), errored (ours) or was
skipped. Whatever XML cannot carry is replaced; nothing from a student becomes markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from grader.messages import one_line
from grader.messages import render as render_message
from grader.model import CaseResult, Lang, Report, Verdict
from grader.report import view

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ELEMENTS = {Verdict.JUDGE_ERROR: "error", Verdict.SKIPPED: "skipped"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One ``<testcase>``: its names, verdict, time and what there is to say."""

    group: str
    name: str
    verdict: Verdict
    seconds: float
    said: tuple[str, ...]


def render(report: Report, lang: Lang) -> str:
    """The report as one ``<testsuites>`` document, ending with a line end."""
    entries = list(_entries(report, lang))
    root = ET.Element("testsuites", _counts(entries) | {"name": "autograde"})
    named = {"name": report.exercise, "time": f"{report.wall_seconds:.3f}"}
    suite = ET.SubElement(root, "testsuite", named | _counts(entries))
    _properties(suite, report)
    for entry in entries:
        _element(suite, entry, lang)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def legal(text: str) -> str:
    """``text`` with every code point that XML 1.0 forbids replaced by U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)


def _entries(report: Report, lang: Lang) -> Iterator[_Entry]:
    """One entry per case; one for the whole submission where no case was run."""
    cases = list(view.cases(report))
    if not cases:
        said = tuple(render_message(message, lang) for message in report.messages)
        yield _Entry(report.exercise, "submission", report.verdict, report.wall_seconds, said)
    for case in cases:
        yield _entry(report, case, lang)


def _entry(report: Report, case: CaseResult, lang: Lang) -> _Entry:
    said = tuple(view.sentences(case, lang))
    name = f"{view.name(case, lang)}: {case.title.in_(lang)}"
    return _Entry(f"{report.exercise}.{case.task}", name, case.verdict, case.wall_seconds, said)


def _counts(entries: list[_Entry]) -> dict[str, str]:
    kinds = [_kind(entry.verdict) for entry in entries]
    return {
        "tests": str(len(entries)),
        "failures": str(kinds.count("failure")),
        "errors": str(kinds.count("error")),
        "skipped": str(kinds.count("skipped")),
    }


def _kind(verdict: Verdict) -> str:
    return "" if verdict is Verdict.ACCEPTED else _ELEMENTS.get(verdict, "failure")


def _properties(suite: ET.Element, report: Report) -> None:
    listed = {
        "student": one_line(report.student),
        "verdict": report.verdict.value,
        "scored": str(report.scored).lower(),
        "earned_milli": str(report.earned_milli),
        "max_milli": str(report.max_milli),
    }
    properties = ET.SubElement(suite, "properties")
    for name, value in listed.items():
        ET.SubElement(properties, "property", {"name": name, "value": legal(value)})


def _element(suite: ET.Element, entry: _Entry, lang: Lang) -> None:
    names = {"classname": legal(entry.group), "name": legal(entry.name), "time": f"{entry.seconds:.3f}"}
    case = ET.SubElement(suite, "testcase", names)
    kind = _kind(entry.verdict)
    if kind:
        message = legal(view.verdict(entry.verdict, lang))
        told = ET.SubElement(case, kind, {"type": entry.verdict.value, "message": message})
        told.text = legal("\n".join(entry.said)) or None
