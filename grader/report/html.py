"""A report as one self-contained HTML page.

Exists for people: the likely misconception first, then each task and each failing case with what differs and
where. It must never show captured output to a student (a hidden input could have been printed), load anything
from outside, or need a script.
"""

from __future__ import annotations

from typing import Literal

from grader.messages import block, one_line
from grader.model import CaseResult, Hint, Lang, Report, TaskResult
from grader.report import view
from grader.report.page import fill
from grader.report.plots import Drawing, drawings

Audience = Literal["student", "instructor"]


def render(report: Report, lang: Lang, *, audience: Audience = "student") -> str:
    """The page. ``audience="instructor"`` adds what the submission printed."""
    return fill(
        "report.html.j2",
        lang,
        report=report,
        student=one_line(report.student),
        view=_Words(report, lang),
        streams=_streams(report) if audience == "instructor" else (),
    )


class _Words:
    """What the template asks for, bound to one report and one language."""

    def __init__(self, report: Report, lang: Lang) -> None:
        self._report = report
        self._lang = lang
        self.lead = view.lead(report, lang)
        self.score = view.score(report, lang)
        self.about = view.about(report, lang)
        self.standing = view.standing(report, lang)
        self.notes = view.notes(report, lang)
        self.provenance = view.provenance(report, lang)
        self.unconfined = view.unconfined(report)
        self.ordered = view.ordered
        self.telling = view.telling
        self.is_waiting = view.is_waiting

    def name(self, case: CaseResult) -> str:
        return view.name(case, self._lang)

    def tally(self, task: TaskResult) -> str:
        return view.tally(task, self._lang)

    def sentences(self, case: CaseResult) -> list[str]:
        return view.sentences(case, self._lang)

    def comparison(self, case: CaseResult) -> list[view.Row]:
        return view.comparison(case.mismatch, self._lang) if case.mismatch else []

    def drawings(self, case: CaseResult) -> list[Drawing]:
        return drawings(case, self._lang)

    def explains(self, hint: Hint) -> str:
        return view.explains(hint, self._report, self._lang)

    def hint_of(self, case: CaseResult) -> tuple[int, Hint] | None:
        """The hint that explains ``case`` and its place in the report."""
        found = ((at, hint) for at, hint in enumerate(self._report.hints) if case.hint and hint.id == case.hint)
        return next(found, None)


def _streams(report: Report) -> tuple[tuple[str, str], ...]:
    return (("stdout", block(report.stdout)), ("stderr", block(report.stderr)))
