"""The page of a cohort: every student and every exercise, and what went wrong most often.

Exists for the instructor's first look after a run. It reads reports and nothing else, and it must never turn
"no score" into a zero: means and totals are over scored reports only, and say how many those are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from grader.messages import label, one_line
from grader.model import Lang, Report, Text
from grader.report import view
from grader.report.page import fill, tone

TONE_ORDER = ("good", "warn", "bad", "off", "ours")
_BAR = 1000
_MOST = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """One student's report on one exercise, as the table shows it; ``href`` is empty without a page."""

    verdict: str
    tone: str
    points: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One student: a cell per exercise (None without a report) and the points of the scored ones."""

    student: str
    cells: tuple[Cell | None, ...]
    earned: str
    maximum: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar, in thousandths of its length."""

    tone: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Column:
    """One exercise: its heading, how many were scored and passed, the mean, and the bar of its verdicts."""

    key: str
    number: int
    title: str
    scored: int
    passed: int
    mean: str
    maximum: str
    bar: tuple[Segment, ...]
    parts: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Misconception:
    """A named mistake and how many students of an exercise made it."""

    exercise: str
    title: str
    students: int


def render_index(reports: Sequence[Report], lang: Lang, *, links: Mapping[tuple[str, str], str]) -> str:
    """The page of all ``reports``.

    ``links`` maps (student, exercise) to the relative URL (percent-encoded) of the report's own page; anything
    with a scheme or a host is dropped. Of several reports for the same pair the last one counts.
    """
    latest = {(report.student, report.exercise): report for report in reports}
    exercises = sorted({(report.number, report.exercise) for report in latest.values()})
    students = sorted({student for student, _ in latest}, key=lambda name: (one_line(name).casefold(), name))
    return fill(
        "index.html.j2",
        lang,
        reports=len(latest),
        columns=[_column([r for r in latest.values() if r.exercise == key], lang) for _, key in exercises],
        lines=[_line(student, [key for _, key in exercises], latest, lang, links) for student in students],
        misconceptions=_misconceptions(latest.values(), lang),
        bar=_BAR,
    )


def _line(
    student: str,
    exercises: Sequence[str],
    reports: Mapping[tuple[str, str], Report],
    lang: Lang,
    links: Mapping[tuple[str, str], str],
) -> Line:
    own = [reports.get((student, exercise)) for exercise in exercises]
    cells = tuple(None if r is None else _cell(r, lang, links.get((student, r.exercise), "")) for r in own)
    scored = [report for report in own if report is not None and report.scored]
    earned, maximum = sum(report.earned_milli for report in scored), sum(report.max_milli for report in scored)
    return Line(one_line(student), cells, view.points(earned), view.points(maximum))


def _cell(report: Report, lang: Lang, link: str) -> Cell:
    shown = view.points(report.earned_milli) if report.scored else ""
    student, title = one_line(report.student), report.title.in_(lang)
    words = label("cohort.open_report", lang, student=student, exercise=title)
    return Cell(_status(report, lang), tone(report.verdict), shown, _local(link), words)


def _local(link: str) -> str:
    parts = urlsplit(link)
    return "" if parts.scheme or parts.netloc else link


def _status(report: Report, lang: Lang) -> str:
    """The verdict, or that nothing was handed in."""
    absent = any(message.key == "skipped.not_submitted" for message in report.messages)
    return label("cohort.not_submitted", lang) if absent else view.verdict(report.verdict, lang)


def _column(reports: Sequence[Report], lang: Lang) -> Column:
    first, scored = reports[0], [report for report in reports if report.scored]
    mean = round(sum(report.earned_milli for report in scored) / len(scored), -1) if scored else None
    counts = Counter((report.verdict.severity, _status(report, lang), tone(report.verdict)) for report in reports)
    return Column(
        key=first.exercise,
        number=first.number,
        title=first.title.in_(lang),
        scored=len(scored),
        passed=sum(report.passed for report in scored),
        mean="–" if mean is None else view.points(int(mean)),
        maximum=view.points(max(report.max_milli for report in reports)),
        bar=tuple(_segments(Counter(tone(report.verdict) for report in reports))),
        parts=tuple((status, shade, count) for (_, status, shade), count in sorted(counts.items())),
    )


def _segments(counts: Mapping[str, int]) -> Iterator[Segment]:
    """Whole thousandths that add up to the full bar."""
    total, done = sum(counts.values()), 0
    for name in TONE_ORDER:
        start, done = _BAR * done // total, done + counts.get(name, 0)
        if counts.get(name):
            yield Segment(name, start, _BAR * done // total - start)


def _misconceptions(reports: Iterable[Report], lang: Lang) -> list[Misconception]:
    """The most frequent hints of all reports, the most frequent first."""
    counts: Counter[tuple[int, str, str]] = Counter()
    titles: dict[tuple[int, str, str], tuple[Text, Text]] = {}
    for report in reports:
        for hint in report.hints:
            key = (report.number, report.exercise, hint.id)
            counts[key] += 1
            titles[key] = (report.title, hint.title)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
    return [Misconception(titles[key][0].in_(lang), titles[key][1].in_(lang), count) for key, count in ranked]
