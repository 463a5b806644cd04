"""Runs the proof of one exercise through the real pipeline and says what held."""

from __future__ import annotations

import hashlib
import random
import re
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograde.verify import diagnosis, quizzes, wording
from autograde.verify.cheats import cheat, cheats
from autograde.verify.mutants import Mutant, mutants
from grader import catalog, stub
from grader.errors import InvalidExercise, JudgeFault
from grader.messages import words
from grader.model import CaseResult, Exercise, Group, Kind, KnownWrong, Lang, Report, Submission, Verdict
from grader.pipeline import Grader, faulted
from grader.sandbox.base import Sandbox

SEEDS = 5
MUTANTS = 80
REQUIRED_SCORE = 0.9
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Check:
    """One claim about an exercise: whether it holds, and what was seen if it does not."""

    name: str
    holds: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class MutationScore:
    """How many mutants the hidden suite notices; equivalent ones are listed by the author and not counted."""

    killed: int
    total: int
    equivalent: int
    survivors: tuple[str, ...]

    @property
    def score(self) -> float:
        """Share of the killed, 1.0 for an exercise without mutants."""
        return self.killed / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Proof:
    """All checks of one exercise."""

    exercise: str
    checks: tuple[Check, ...]
    mutation: MutationScore | None
    cases: int
    suite_seconds: float
    wall_seconds: float

    @property
    def holds(self) -> bool:
        """Whether every check holds."""
        return all(check.holds for check in self.checks)


def prove(
    exercise: Exercise,
    sandbox: Sandbox,
    *,
    mutation: bool = True,
    rewrites: str = "sample",
    progress: Progress = lambda _: None,
) -> Proof:
    """Prove ``exercise``: every claim of the authors' contract, run through ``sandbox``.

    ``rewrites``: in how many other styles diagnosis is tried again (``none``, ``sample``, ``all``).
    Raises ``InvalidExercise`` when the exercise cannot even be opened.
    """
    began = time.perf_counter()
    with Grader(exercise, sandbox, suite="hidden", secret=b"verify", device="cpu") as grader:
        author = _Author(exercise, grader)
        checks = [*_steps(author, progress), *_diagnosis(author, rewrites, progress), _no_faults(author)]
        plan = grader.plan
    checks += _public(exercise, sandbox, author)
    score = None
    if mutation:
        progress("mutants")
        score = mutation_score(exercise, sandbox, author.reference)
        checks.append(_mutation_check(score))
    return Proof(exercise.slug, tuple(checks), score, len(plan), author.suite_seconds, time.perf_counter() - began)


class _Author:
    """Grades sources of the author's own choosing against one exercise."""

    def __init__(self, exercise: Exercise, grader: Grader) -> None:
        self.exercise, self.grader = exercise, grader
        self.reference = catalog.reference_source(exercise)
        self.suite_seconds = 0.0
        self.faults: list[str] = []

    def grade(self, source: bytes, name: str, *, seed: int = 0, shuffled: bool = False) -> Report:
        order = list(range(len(self.grader.plan)))
        if shuffled:
            random.Random(seed).shuffle(order)  # noqa: S311 - repeatable, no secret
        try:
            return self.grader.grade(submission(self.exercise, source, f"{name}-{seed}"), order=order)
        except JudgeFault as fault:
            self.faults.append(fault.message)
            return faulted(self.exercise, name)


def submission(exercise: Exercise, source: bytes, name: str) -> Submission:
    """``source`` as if it had been handed in by ``name``; the name is part of the seed."""
    digest = hashlib.sha256(name.encode("utf-8") + source).hexdigest()
    return Submission(name, exercise.filename, {exercise.filename: source}, digest)


def _steps(author: _Author, progress: Progress) -> Iterator[Check]:
    progress("stub")
    yield from _stub(author)
    progress("reference")
    yield from _reference(author)
    for wrong in author.grader.wrongs:
        progress(wrong.id)
        yield _wrong(author, wrong)
    for path in _rights(author.exercise):
        progress(path.stem)
        yield _right(author, path)
    for mode in cheats(author.exercise):
        progress(mode)
        yield _cheat(author, mode)
    if author.exercise.kind is Kind.QUIZ:
        progress("guesses")
        yield from _quiz(author)
    yield _nothing_leaks(author)
    yield _in_both_languages(author.exercise)


def _no_faults(author: _Author) -> Check:
    return Check("no test breaks on any of these", not author.faults, "; ".join(sorted(set(author.faults))[:3]))


def _stub(author: _Author) -> Iterator[Check]:
    stale = [path.name for path, text in stub.generated(author.exercise).items() if _read(path) != text]
    advice = f"{', '.join(stale)}: run `autograde verify --write-stubs`"
    yield Check("stub is generated from the reference", not stale, advice)
    report = author.grade(generated_stub(author.exercise), "stub")
    fine = report.earned_milli == 0 and all(task.verdict is Verdict.NOT_IMPLEMENTED for task in report.tasks)
    yield Check("stub compiles and earns 0", fine, f"{report.verdict}, {report.earned_milli} thousandths")


def generated_stub(exercise: Exercise) -> bytes:
    """The stub as it follows from the reference."""
    return stub.generated(exercise)[exercise.published / exercise.filename]


def write_stub(exercise: Exercise) -> bool:
    """Write the stub (and what else is generated) into the published folder; whether anything differed."""
    stale = {path: text for path, text in stub.generated(exercise).items() if _read(path) != text}
    for path, text in stale.items():
        path.write_bytes(text)
    return bool(stale)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _reference(author: _Author) -> Iterator[Check]:
    for seed in range(SEEDS):
        report = author.grade(author.reference, "reference", seed=seed, shuffled=seed > 0)
        author.suite_seconds = sum(case.wall_seconds for task in report.tasks for case in task.cases)
        yield Check(f"reference earns everything (seed {seed})", report.verdict is Verdict.ACCEPTED, _failures(report))


def _wrong(author: _Author, wrong: KnownWrong) -> Check:
    name = f"{wrong.id} {wrong.name} loses points and gets its own hint"
    report = author.grade(wrong.source, wrong.id)
    failed = [case for task in report.tasks for case in task.cases if case.verdict is not Verdict.ACCEPTED]
    if not any(case.group in (Group.CORE, Group.ROBUST) for case in failed):
        return Check(name, False, f"fails no core or robust case ({_failures(report) or 'accepted'})")
    ids = {case.label: case.id.partition("[")[0] for case in author.grader.plan}
    if not {ids[case.label] for case in failed} & set(wrong.fails):
        return Check(name, False, f"fails {sorted({ids[c.label] for c in failed})}, header says {list(wrong.fails)}")
    hints = [hint.id for hint in report.hints]
    return Check(name, hints == [wrong.id], f"hints: {hints or 'none'}; {_failures(report)}")


def _right(author: _Author, path: Path) -> Check:
    report = author.grade(path.read_bytes(), path.stem)
    fine = report.verdict is Verdict.ACCEPTED and not report.hints
    return Check(f"right/{path.name} earns everything", fine, _failures(report))


def _cheat(author: _Author, mode: str) -> Check:
    report = author.grade(cheat(author.exercise, author.reference, mode), f"cheat-{mode}")
    passed = [case.label for task in report.tasks for case in task.cases if case.earned_milli]
    return Check(f"cheat {mode} earns 0", report.earned_milli == 0 and report.scored, f"earns in {', '.join(passed)}")


def _quiz(author: _Author) -> Iterator[Check]:
    """No guess pays, and no hint gives its answer away."""
    items = catalog.quiz_items(author.exercise)
    for name, source in quizzes.guesses(items):
        earned = author.grade(source, f"guess-{name}").earned_milli
        few = earned <= quizzes.MOST_BY_GUESSING * 1000 * author.exercise.points
        yield Check(f"answering {name} everywhere earns little", few, f"{earned} thousandths")
    told = quizzes.telling(items)
    yield Check("no hint gives its answer away", not told, "; ".join(told))


def _diagnosis(author: _Author, extent: str, progress: Progress) -> Iterator[Check]:
    """A mistake is recognised in any style, and nobody else is told of it."""
    exercise = author.exercise
    styles = diagnosis.styles(extent, exercise.kind)
    if not styles.wrongs:
        return
    for wrong in author.grader.wrongs:
        progress(f"{wrong.id} rewritten")
        yield Check(*diagnosis.known_wrong(wrong, styles.wrongs, author.grade))
    for path in _rights(exercise):
        progress(f"{path.stem} rewritten")
        yield Check(*diagnosis.right(f"right/{path.name}", path.read_bytes(), styles.rights, author.grade))
    yield Check(*diagnosis.right("reference", author.reference, styles.rights, author.grade))
    progress("unfinished")
    tasks = [task.name for task in exercise.tasks]
    for seen in diagnosis.incomplete(author.reference, generated_stub(exercise), tasks, author.grade):
        yield Check(*seen)


def _rights(exercise: Exercise) -> list[Path]:
    return sorted((exercise.private or Path()).glob("right/*.py"))


def _nothing_leaks(author: _Author) -> Check:
    names = {case.id.partition("[")[0] for case in author.grader.plan}
    published = author.exercise.published
    texts = {
        p.name: p.read_text(encoding="utf-8")
        for p in sorted(published.rglob("*"))
        if p.is_file() and p.suffix != ".pyc"
    }
    found = [f"{file}: {name}" for file, text in texts.items() for name in names if re.search(rf"\b{name}\b", text)]
    return Check("no published file names a hidden case", not found, "; ".join(found))


def _in_both_languages(exercise: Exercise) -> Check:
    found = wording.of_exercise(exercise.published, exercise.private)
    advice = "; ".join([*found, 'write say("English", "한국어")'])
    return Check("words in the suites are in both languages", not found, advice)


def _public(exercise: Exercise, sandbox: Sandbox, author: _Author) -> list[Check]:
    if not (exercise.published / "test_public.py").is_file():
        return [Check("there is a public suite", False, "test_public.py is missing")]
    with Grader(exercise, sandbox, suite="public", secret=b"verify", device="cpu") as grader:
        report = grader.grade(submission(exercise, author.reference, "reference"))
        blank = grader.grade(submission(exercise, generated_stub(exercise), "stub"))
    return [
        Check("reference passes the public suite", report.verdict is Verdict.ACCEPTED, _failures(report)),
        Check("stub passes no public case", blank.earned_milli == 0, f"{blank.earned_milli} thousandths"),
    ]


def _failures(report: Report) -> str:
    cases = [case for task in report.tasks for case in task.cases if case.verdict is not Verdict.ACCEPTED]
    shown = ", ".join(f"{case.label} ({case.title.en}) {case.verdict}{_seen(case)}" for case in cases[:4])
    return f"{report.verdict}: {shown}" if cases else ""


def _seen(case: CaseResult) -> str:
    found = case.mismatch
    return f" [{found.kind} {words(found.what, Lang.EN)}, ratio {found.worst_ratio:g}]" if found else ""


# --- mutation ----------------------------------------------------------------------------------


def mutation_score(exercise: Exercise, sandbox: Sandbox, reference: bytes) -> MutationScore:
    """Share of the reference's mutants that lose at least one case."""
    everyone = _mutants(exercise, reference, 10**6)
    chosen = _mutants(exercise, reference, MUTANTS)
    equivalent = _equivalent(exercise, [mutant.id for mutant in everyone])
    hasty = replace(
        exercise, limits=replace(exercise.limits, call_seconds=1.5, case_seconds=3.0, deaths=1, load_seconds=5.0)
    )
    with Grader(hasty, sandbox, suite="hidden", secret=b"mutants", device="cpu") as grader:
        survivors = [m for m in chosen if m.id not in equivalent and _survives(grader, exercise, m)]
    counted = [m for m in chosen if m.id not in equivalent]
    shown = tuple(f"line {m.line}: {m.id}" for m in survivors)
    return MutationScore(len(counted) - len(survivors), len(counted), len(chosen) - len(counted), shown)


def _mutants(exercise: Exercise, reference: bytes, limit: int) -> list[Mutant]:
    if exercise.kind is Kind.QUIZ:
        return quizzes.mutants(catalog.quiz_items(exercise))
    return mutants(reference.decode("utf-8"), limit)


def _survives(grader: Grader, exercise: Exercise, mutant: Mutant) -> bool:
    report = grader.grade(submission(exercise, mutant.source.encode("utf-8"), mutant.id), stop_early=True)
    return report.verdict is Verdict.ACCEPTED


def _equivalent(exercise: Exercise, known: Sequence[str]) -> frozenset[str]:
    """Mutants that the author declares equal in behaviour, each with a reason."""
    path = (exercise.private or Path()) / "equivalent.toml"
    if not path.is_file():
        return frozenset()
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", [])
    for entry in entries:
        if entry.get("mutant") not in known or not entry.get("reason"):
            raise InvalidExercise(
                f"{path}: no such mutant, or no reason: {entry.get('mutant')!r}", "Take the id from the survivors."
            )
    return frozenset(entry["mutant"] for entry in entries)


def _mutation_check(score: MutationScore) -> Check:
    name = f"mutation score {score.score:.0%} ({score.killed}/{score.total}, {score.equivalent} equivalent)"
    return Check(name, score.score >= REQUIRED_SCORE, "; ".join(score.survivors))
