"""A report as Markdown, for the summary page of a CI run or a comment on a merge request.

Exists because that is where students on GitHub and GitLab look first. What a student wrote must never become
a link, an image, a mention, a heading or HTML here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.messages import label, one_line
from grader.model import CaseResult, Lang, Report
from grader.report import view
from grader.report.plots import told

_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "@": "&#64;",
    "#": "&#35;",
    "$": "&#36;",
    "|": "&#124;",
    "~": "&#126;",
}
_ACTIVE = re.compile(r"[&<>@#$|~]")
_MARKUP = re.compile(r"([\\`*_{}\[\]!])")
_COLON = re.compile(r":(?=\S)")
_DOTTED = re.compile(r"(?i)\b(www)\.")


def render(report: Report, lang: Lang) -> str:
    """The report as GitHub-flavoured Markdown, ending with a line end."""
    return "\n".join(_lines(report, lang)) + "\n"


def plain(text: str) -> str:
    """``text`` so that Markdown shows it as it is: no markup, links, mentions, formulas or table cells."""
    escaped = _MARKUP.sub(r"\\\1", text)
    escaped = _ACTIVE.sub(lambda found: _ENTITIES[found[0]], escaped)
    return _DOTTED.sub(r"\1&#46;", _COLON.sub("&#58;", escaped))


def prose(text: str) -> str:
    """A sentence of the catalogue: ``plain``, except that what stands between backticks stays code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return plain(text)
    return "".join(f"`{part}`" if at % 2 else plain(part) for at, part in enumerate(parts))


def _lines(report: Report, lang: Lang) -> Iterator[str]:
    yield f"## {prose(report.title.in_(lang))} ({report.number:02d} `{report.exercise}`)"
    yield ""
    yield f"{label('report.student', lang)}: {plain(one_line(report.student))}"
    yield ""
    facts = (view.score(report, lang), view.standing(report, lang))
    yield f"**{view.verdict(report.verdict, lang)}** \u00b7 " + " \u00b7 ".join(filter(None, facts))
    yield ""
    yield view.about(report, lang)
    yield from _lead(report, lang)
    yield from (line for note in view.notes(report, lang) for line in ("", f"- {prose(note)}"))
    yield from _table(report, lang)
    yield from _failing(report, lang)
    yield from _provenance(report, lang)


def _lead(report: Report, lang: Lang) -> Iterator[str]:
    first = view.lead(report, lang)
    if first is not None:
        yield from ("", "> **" + ": ".join(prose(part) for part in (first.heading, first.title) if part) + "**")
        yield from (line for said in first.lines for line in (">", f"> {prose(said)}"))
    for hint in report.hints[1:]:
        yield from ("", f"> **{label('report.hint', lang)}: {prose(hint.title.in_(lang))}**")
        yield from (">", f"> {prose(hint.text.in_(lang))}")


def _table(report: Report, lang: Lang) -> Iterator[str]:
    if not report.tasks:
        return
    heads = ("report.task", "report.verdict", "report.cases", "report.points")
    yield ""
    yield "| " + " | ".join(label(head, lang) for head in heads) + " |"
    yield "|---|---|---|---:|"
    for task in report.tasks:
        earned = f"{view.points(task.earned_milli)} / {view.points(task.max_milli)}"
        name = f"`{task.name}` {prose(task.title.in_(lang))}"
        yield f"| {name} | {view.verdict(task.verdict, lang)} | {view.tally(task, lang)} | {earned} |"


def _failing(report: Report, lang: Lang) -> Iterator[str]:
    for task in report.tasks:
        failing, telling = [case for case in view.ordered(task) if view.is_failing(case)], view.telling(task)
        if failing:
            yield from ("", f"### `{task.name}`", "")
        for case in failing:
            yield from _case(case, lang, in_full=case in telling)


def _case(case: CaseResult, lang: Lang, *, in_full: bool) -> Iterator[str]:
    earned = f"{view.points(case.earned_milli)} / {view.points(case.max_milli)}"
    title = f"- **{plain(view.name(case, lang))}** {prose(case.title.in_(lang))}"
    yield " \u00b7 ".join((title, view.verdict(case.verdict, lang), earned))
    if in_full:
        yield from (f"  - {prose(sentence)}" for sentence in (*view.briefly(case, lang), *told(case, lang)))


def _provenance(report: Report, lang: Lang) -> Iterator[str]:
    rows = view.provenance(report, lang)
    yield from ("", f"<details><summary>{label('report.provenance', lang)}</summary>", "")
    if view.unconfined(report):
        yield from (f"**{plain(label('report.tier_0', lang))}**", "")
    if not rows:
        yield plain(label("report.no_provenance", lang))
    yield from (f"- {plain(name)}: {plain(value)}" for name, value in rows)
    yield from ("", "</details>")
