"""Proves that the diagnosis is precise: a mistake is recognised however it is written, and nobody else is told of it.

Known-wrongs and right solutions are graded as other people would have written them (``autograde.verify.rewrites``),
and the reference with one task left undone. This module never judges: it reads reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from autograde.verify.rewrites import REWRITES, unfinished
from grader.model import Kind, KnownWrong, Report, Verdict

ROUNDED = frozenset(name for name in REWRITES if "float32" in name)


class Styles(NamedTuple):
    """Names of the rewrites that known-wrongs and right solutions are tried in."""

    wrongs: tuple[str, ...]
    rights: tuple[str, ...]


def styles(extent: str, kind: Kind = Kind.NUMPY) -> Styles:
    """The styles to try: ``"none"``, ``"all"``, or a ``"sample"``, which makes all changes at once.

    Tensors are float32 as they are, so rounding changes nothing in an exercise about torch; a quiz has no style.
    """
    if extent == "none" or kind is Kind.QUIZ:
        return Styles((), ())
    rounding = kind is Kind.NUMPY
    if extent == "sample":
        return Styles(("restyled in float32",), ("restyled", "float32")) if rounding else Styles(*[("restyled",)] * 2)
    everything = tuple(name for name in REWRITES if rounding or name not in ROUNDED)
    return Styles(everything, everything)


Grade = Callable[[bytes, str], Report]
"""Grades a source under a name, which is part of the seed."""


class Seen(NamedTuple):
    """Whether one claim about the diagnosis holds, and under which rewrites it does not."""

    name: str
    holds: bool
    detail: str


def known_wrong(wrong: KnownWrong, kinds: tuple[str, ...], grade: Grade) -> Seen:
    """``wrong`` loses points and gets its own hint first under every one of ``kinds``; without float32, no other."""
    broken = []
    for kind, report in _reports(wrong.source, wrong.id, kinds, grade):
        found = [hint.id for hint in report.hints]
        if (found[:1] if kind in ROUNDED else found) != [wrong.id]:
            broken.append(f"{kind}: hints {', '.join(found) or 'none'} ({report.verdict})")
    return Seen(f"{wrong.id} {wrong.name} keeps its hint in another style", not broken, "; ".join(broken))


def right(name: str, source: bytes, kinds: tuple[str, ...], grade: Grade) -> Seen:
    """A right solution keeps its marks (except for rounding, which may be too much) and is told nothing."""
    broken = []
    for kind, report in _reports(source, name, kinds, grade):
        if report.hints or (kind not in ROUNDED and report.verdict is not Verdict.ACCEPTED):
            told = ", ".join(hint.id for hint in report.hints) or "no hint"
            broken.append(f"{kind}: {report.verdict}, {told}{_first_failure(report)}")
    return Seen(f"{name} is told nothing in another style", not broken, "; ".join(broken))


def incomplete(reference: bytes, stub: bytes, tasks: Sequence[str], grade: Grade) -> Iterator[Seen]:
    """Whoever has not done a task yet is told no misconception."""
    for task in tasks:
        source = unfinished(reference.decode("utf-8"), stub.decode("utf-8"), task)
        report = grade(source.encode("utf-8"), f"unfinished-{task}")
        told = ", ".join(f"{hint.id} in {', '.join(hint.cases)}" for hint in report.hints)
        yield Seen(f"{task} left undone is told nothing", not told and report.verdict is not Verdict.ACCEPTED, told)


def _reports(source: bytes, name: str, kinds: tuple[str, ...], grade: Grade) -> Iterator[tuple[str, Report]]:
    for kind in kinds:
        yield kind, grade(REWRITES[kind](source.decode("utf-8")).encode("utf-8"), f"{name}-{kind}")


def _first_failure(report: Report) -> str:
    failed = (c for task in report.tasks for c in task.cases if c.verdict is not Verdict.ACCEPTED)
    return next((f" in {case.label} ({case.title.en})" for case in failed), "")
