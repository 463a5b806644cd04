"""What every view of a report says, before it is laid out: points, order, first step, facts in rows.

Exists so that text, HTML and Markdown tell the same story. All strings that leave this module are plain text
in one language, with what a student controls already neutralised; escaping for a format is left to the
renderers. It must never decide a verdict or change a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from grader.messages import label, number, one_line, render
from grader.model import (
    CaseResult,
    Hint,
    Lang,
    Limits,
    Message,
    Mismatch,
    Provenance,
    Report,
    SandboxFacts,
    TaskResult,
    Verdict,
)

_NAMED = 6
EXACT = 1e9
"""A ratio of error and tolerance from here on is no measured one."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What a student should look at first: a heading, sentences, and the labels of the cases concerned."""

    heading: str
    title: str
    lines: tuple[str, ...]
    hint: Hint | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a comparison: a quantity, what was returned, what is required ("" where it does not apply)."""

    name: str
    returned: str
    required: str = ""


def points(milli: int) -> str:
    """Thousandths of a point, exactly: ``7000 -> 7``, ``3334 -> 3.334``, ``3500 -> 3.5``."""
    sign, whole, rest = "-" if milli < 0 else "", abs(milli) // 1000, abs(milli) % 1000
    return f"{sign}{whole}.{rest:03d}".rstrip("0").rstrip(".")


def score(report: Report, lang: Lang) -> str:
    """``8.5 of 15 points``, or that there is no score."""
    if not report.scored:
        return label("report.no_score", lang)
    return label("report.points_of", lang, earned=points(report.earned_milli), maximum=points(report.max_milli))


def verdict(value: Verdict, lang: Lang) -> str:
    """The short name of a verdict."""
    return label(f"verdict.{value}", lang)


def about(report: Report, lang: Lang) -> str:
    """One sentence about the verdict of the whole submission."""
    absent = report.scored and report.verdict is Verdict.SKIPPED
    return label("about.not_submitted" if absent else f"about.{report.verdict}", lang)


def standing(report: Report, lang: Lang) -> str:
    """``Passed`` or ``Not passed yet``; empty when there is no score."""
    if not report.scored:
        return ""
    return label("report.passed" if report.passed else "report.not_passed", lang)


def is_failing(case: CaseResult) -> bool:
    """Whether ``case`` needs the student's attention."""
    return case.verdict is not Verdict.ACCEPTED


def is_waiting(case: CaseResult) -> bool:
    """Whether ``case`` was blocked by another task or could not be run: something else has to be repaired first."""
    return bool(case.blocked_by) or case.verdict is Verdict.SKIPPED


def cases(report: Report) -> Iterator[CaseResult]:
    """Every case of the report, task by task."""
    return (case for task in report.tasks for case in task.cases)


def ordered(task: TaskResult) -> list[CaseResult]:
    """The cases of ``task``: failing ones first, then those without a verdict of their own, passed ones last."""
    return sorted(task.cases, key=lambda case: (not is_failing(case), is_waiting(case)))


def name(case: CaseResult, lang: Lang) -> str:
    """What to call a case below its task: ``core 1`` for ``conv_forward_naive.core.1``, else its label."""
    group, _, count = case.label.removeprefix(f"{case.task}.").rpartition(".")
    if group != case.group.value or not count:
        return one_line(case.label)
    return f"{label(f'group.{group}', lang)} {one_line(count)}"


def telling(task: TaskResult) -> list[CaseResult]:
    """The failing cases of ``task`` that say something new.

    That is the first of each hint, of each task that blocks, and of equal messages, and the first with figures.
    """
    first: dict[object, CaseResult] = {}
    for case in filter(is_failing, ordered(task)):
        reason = (case.blocked_by,) if case.blocked_by else case.hint or repr(case.messages)
        first.setdefault(reason, case)
        if case.figures and not case.blocked_by:
            first.setdefault((reason, "figures"), case)
    return list({case.label: case for case in first.values()}.values())


def tally(task: TaskResult, lang: Lang) -> str:
    """``3 of 5 cases passed``."""
    passed = sum(case.verdict is Verdict.ACCEPTED for case in task.cases)
    return label("report.cases_passed", lang, passed=passed, total=len(task.cases))


def sentences(case: CaseResult, lang: Lang) -> list[str]:
    """Everything there is to say about one case, in reading order."""
    said = [render(message, lang) for message in case.messages]
    detail = case.mismatch.detail if case.mismatch else None
    if detail is not None and detail not in case.messages:
        said.append(render(detail, lang))
    return said


def briefly(case: CaseResult, lang: Lang) -> list[str]:
    """``sentences``, but for a blocked case only that it is blocked."""
    return sentences(case, lang)[: 1 if case.blocked_by else None]


def notes(report: Report, lang: Lang) -> list[str]:
    """Messages about the submission as a whole, except the one that ``lead`` already shows, and what to look at."""
    told = _reason(report)
    return [render(message, lang) for message in (*report.messages, *report.review) if message is not told]


def lead(report: Report, lang: Lang) -> Lead | None:
    """The first thing to look at: the first hint, else what stopped the submission, else the first failing case."""
    if report.hints:
        return _hinted(report.hints[0], report, lang)
    if reason := _reason(report):
        return Lead(label("report.start_here", lang), "", (render(reason, lang),))
    failing = sorted(filter(is_failing, cases(report)), key=is_waiting)
    return _first(failing[0], lang) if failing and failing[0].messages else None


def _hinted(hint: Hint, report: Report, lang: Lang) -> Lead:
    said = tuple(filter(None, (hint.text.in_(lang), explains(hint, report, lang))))
    return Lead(label("report.hint", lang), hint.title.in_(lang), said, hint)


def _reason(report: Report) -> Message | None:
    """The message that says why nothing could be graded; what intake merely noted is none."""
    if report.hints or report.verdict in (Verdict.ACCEPTED, Verdict.PARTIAL):
        return None
    return next((message for message in report.messages if not message.key.startswith("intake.note.")), None)


def _first(case: CaseResult, lang: Lang) -> Lead:
    return Lead(label("report.first_failing", lang), case.title.in_(lang), tuple(sentences(case, lang)))


def explains(hint: Hint, report: Report, lang: Lang) -> str:
    """Which cases a hint accounts for, by task; only how many of each task where they are many."""
    found = [case for case in cases(report) if case.label in hint.cases]
    if not found:
        return ""
    parts = [_listed(task, list(own), len(found), lang) for task, own in groupby(found, key=attrgetter("task"))]
    return label("report.explains", lang, count=len(found), cases=", ".join(parts))


def _listed(task: str, own: list[CaseResult], total: int, lang: Lang) -> str:
    named = ", ".join(name(case, lang) for case in own) if total <= _NAMED else str(len(own))
    return f"{task} ({named})"


# --- the comparison of one case ------------------------------------------------------------


def comparison(mismatch: Mismatch, lang: Lang) -> list[Row]:
    """The facts of a mismatch as rows; only those that were seen."""
    return [row for row in (*_kinds(mismatch, lang), *_amounts(mismatch, lang)) if row.returned or row.required]


def _kinds(m: Mismatch, lang: Lang) -> Iterator[Row]:
    yield Row(label("report.type", lang), one_line(m.actual_type), one_line(m.expected_type))
    if m.actual_shape or m.expected_shape:  # two single numbers have nothing to tell
        yield Row(label("report.shape", lang), _shape(m.actual_shape), _shape(m.expected_shape))
    yield Row(label("report.dtype", lang), one_line(m.actual_dtype), one_line(m.expected_dtype))


def _amounts(m: Mismatch, lang: Lang) -> Iterator[Row]:
    if m.total > 1:
        seen = label("report.differing_of", lang, differing=m.differing, total=m.total)
        yield Row(label("report.differing", lang), seen)
    if m.worst_index:
        yield Row(label("report.worst_index", lang), _shape(m.worst_index))
    if m.total > 1 and 0 < m.worst_ratio < EXACT:  # of one number the sentence says all there is
        yield Row(label("report.worst_ratio", lang), number(m.worst_ratio))
    if m.nan or m.inf:
        yield Row(label("report.nonfinite", lang), f"{m.nan} / {m.inf}")


def _shape(shape: tuple[int, ...] | None) -> str:
    return "" if shape is None else str(tuple(shape))


# --- provenance ----------------------------------------------------------------------------


def provenance(report: Report, lang: Lang) -> list[tuple[str, str]]:
    """How this was graded, as label and value; empty when nothing was run."""
    origin = report.provenance
    if origin is None:
        return []
    suite = label("report.suite_public" if origin.suite == "public" else "report.suite_hidden", lang)
    return [
        *_isolation(origin.sandbox, lang),
        (label("report.suite", lang), suite),
        (label("report.device", lang), one_line(origin.device)),
        (label("report.limits", lang), _limits(origin.limits, lang)),
        (label("report.time", lang), _time(report, lang)),
        (label("report.versions", lang), _versions(origin)),
        (label("report.digests", lang), _digests(origin, lang)),
    ]


def unconfined(report: Report) -> bool:
    """Whether the student's code ran without a boundary, so that the points are practice only."""
    return report.provenance is not None and report.provenance.sandbox.tier <= 0


def _isolation(facts: SandboxFacts, lang: Lang) -> list[tuple[str, str]]:
    none = label("report.none", lang)
    return [
        (label("report.isolation", lang), label("report.isolation_of", lang, backend=facts.backend, tier=facts.tier)),
        (label("report.layers", lang), ", ".join(facts.layers) or none),
        (label("report.missing", lang), ", ".join(facts.missing) or none),
    ]


def _limits(limits: Limits, lang: Lang) -> str:
    return label(
        "report.limits_of", lang, call=limits.call_seconds, total=limits.total_seconds, memory=limits.memory_mib
    )


def _time(report: Report, lang: Lang) -> str:
    return label("report.time_of", lang, wall=f"{report.wall_seconds:.2f}", cpu=f"{report.cpu_seconds:.2f}")


def _versions(origin: Provenance) -> str:
    versions = origin.versions | origin.sandbox.versions
    return ", ".join(f"{one_line(name)} {one_line(value)}" for name, value in sorted(versions.items()))


def _digests(origin: Provenance, lang: Lang) -> str:
    digests = {
        "submission": origin.submission_digest,
        "exercise": origin.exercise_digest,
        "suite": origin.suite_digest,
        "seed": origin.seed_digest,
    }
    return ", ".join(f"{label(f'report.digest_{name}', lang)} {value[:12]}" for name, value in digests.items() if value)
