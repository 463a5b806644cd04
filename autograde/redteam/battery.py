"""Runs the attacks and says what each of them gained: points, hidden values, somebody else's verdict, a crash, time.

Everything goes the way of a real submission: intake, judge, every report. A promise is broken by what was seen, never
by what an attack says of itself. This module prints nothing.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograde.export.sheet import to_csv
from autograde.export.table import HEADER, row
from autograde.grading import Policy, skip_reason
from autograde.redteam import forms
from autograde.redteam.arena import SHORT, Arena, open_arena
from autograde.redteam.canary import Canaries
from autograde.redteam.cohorts import try_cohort
from autograde.redteam.inert import defects
from autograde.redteam.prey import Prey, set_out
from autograde.redteam.record import Fixture, sources
from autograde.redteam.target import build_target
from grader import intake, pipeline
from grader.catalog import Course, reference_source
from grader.errors import GraderError, InvalidSubmission
from grader.model import Exercise, Lang, Report, Submission
from grader.report import FORMATS, html, renderer
from grader.report.index import render_index

DEADLINE_SECONDS = float(SHORT["load_seconds"] + SHORT["total_seconds"])
"""When a submission under the short limits must have ended."""
SLACK_SECONDS = 15.0
"""What an overrun may be on a machine that is busy with other things: a last load, diagnosis, killing."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one attack. ``skipped`` says why it was not tried; everything else is then empty."""

    fixture: Fixture
    skipped: str = ""
    verdict: str = ""
    gained_milli: int = 0
    leaked: tuple[str, ...] = ()
    changed: int = 0
    crashed: str = ""
    wall_seconds: float = 0.0
    overrun_seconds: float = 0.0
    lively: tuple[str, ...] = ()
    surprise: str = ""

    @property
    def broken(self) -> tuple[str, ...]:
        """The promises that this attack broke, as sentences."""
        said = (
            (self.gained_milli > 0, f"gained {self.gained_milli / 1000:g} points"),
            (self.leaked, f"learned {', '.join(self.leaked)}"),
            (self.changed, "changed what another submission gets"),
            (self.crashed, f"broke the judge: {self.crashed}"),
            (self.overrun_seconds > SLACK_SECONDS, f"ran {self.overrun_seconds:.1f} s beyond its deadline"),
            (self.lively, f"a report is more than text: {'; '.join(self.lively[:3])}"),
            (self.surprise, self.surprise),
        )
        return tuple(sentence for broken, sentence in said if broken)


@dataclass(frozen=True, slots=True)
class Tally:
    """The six figures of a run, and how many attacks could not be tried."""

    tried: int
    skipped: int
    gained_milli: int
    leaked: int
    changed: int
    crashed: int
    overrun_seconds: float
    broken: int


def tally(rows: Sequence[Tried]) -> Tally:
    """Sums over everything that was tried."""
    done = [row for row in rows if not row.skipped]
    return Tally(
        tried=sum(row.fixture.goal != "honest" for row in done),
        skipped=len(rows) - len(done),
        gained_milli=sum(max(0, row.gained_milli) for row in done),
        leaked=sum(len(row.leaked) for row in done),
        changed=sum(row.changed for row in done),
        crashed=sum(bool(row.crashed) for row in done),
        overrun_seconds=max((row.overrun_seconds for row in done), default=0.0),
        broken=sum(bool(row.broken) for row in done),
    )


class Battery:
    """Tries one attack after another in an arena; ``facts`` say behind which boundary."""

    def __init__(self, arena: Arena, prey: Prey) -> None:
        self._arena, self._prey = arena, prey
        self.facts = arena.facts

    def run(self, record: Sequence[Fixture]) -> Iterator[Tried]:
        """One row per attack, in order."""
        for fixture in record:
            yield self.attempt(fixture)

    def attempt(self, fixture: Fixture) -> Tried:
        """Hand in one attack, then look everywhere."""
        exercise = self._arena.exercise(fixture.exercise)
        reason = self._reason(fixture, exercise)
        if reason or exercise is None:
            return Tried(fixture, skipped=reason)
        self._arena.usual(exercise)
        judge = self._arena.judge_pid(exercise)
        heard, contacts = len(self._prey.heard), self._prey.contacts
        self._prey.watch()
        began = time.monotonic()
        try:
            seen = self._hand_in(fixture, exercise)
        except GraderError as error:
            return Tried(fixture, crashed=f"{type(error).__name__}: {error.message[:300]}")
        except Exception as error:  # noqa: BLE001 - whatever is raised here is a crash that an attack caused
            return Tried(fixture, crashed=f"{type(error).__name__}: {error}"[:300])
        seconds = time.monotonic() - began
        overrun = seconds - DEADLINE_SECONDS * max(1, len(seen.reports))
        told = b"\n".join((*seen.documents, bytes(self._prey.heard[heard:])))
        crashed = "it ended" if self._arena.judge_pid(exercise) != judge else ""
        return Tried(
            fixture,
            verdict=seen.verdict,
            gained_milli=seen.gained_milli,
            leaked=self._leaked(told, contacted=self._prey.contacts > contacts),
            changed=int(not self._arena.successor_is_graded_as_ever(exercise)) + seen.changed,
            crashed=crashed or seen.crashed,
            wall_seconds=seconds,
            overrun_seconds=max(0.0, overrun),
            lively=seen.lively,
            surprise=seen.surprise,
        )

    def _reason(self, fixture: Fixture, exercise: Exercise | None) -> str:
        if exercise is None:
            return f"the hidden part of {fixture.exercise} is not installed here"
        if self.facts.tier < fixture.tier:
            return f"it needs a boundary of tier {fixture.tier}; without one it would harm this machine"
        return "torch is not installed" if skip_reason(exercise) else ""

    def _leaked(self, told: bytes, *, contacted: bool) -> tuple[str, ...]:
        kinds = set(self._prey.canaries.found_in(told + self._prey.left()))
        if contacted:
            kinds.add("a connection")
        if b"CANARY" in told:
            kinds.add("a word of its own")
        return tuple(sorted(kinds))

    def _hand_in(self, fixture: Fixture, exercise: Exercise) -> Seen:
        with tempfile.TemporaryDirectory(prefix="autograde-red-") as folder:
            root = Path(folder)
            honest = reference_source(exercise).replace(b"from __future__ import annotations\n", b"")
            if fixture.form == "cohort":
                reports, changed, surprise = try_cohort(
                    fixture, forms.build(fixture.spec, root, honest), exercise, self._grade_path
                )
                return _see(fixture, exercise, reports, changed, surprise)
            if fixture.form == "submission":
                prey = self._prey.literal(judge=self._arena.judge_pid(exercise), course=str(exercise.private))
                path = _laid_out(root, sources(fixture, exercise.filename, reference_source(exercise), prey))
            else:
                path = forms.build(fixture.spec, root, honest)
            report = self._grade_path(fixture, path, exercise, str(fixture.spec.get("student", fixture.name)))
            return _see(fixture, exercise, [report])

    def _grade_path(self, fixture: Fixture, path: Path, exercise: Exercise, student: str) -> Report:
        """Real intake, real judge; a refusal is a report, too."""
        try:
            submission = _take(fixture, path, exercise, student)
        except InvalidSubmission as error:
            return pipeline.rejected(exercise, intake_name(student), error.reason)
        return self._arena.grade(exercise, submission, str(fixture.spec.get("suite", "hidden")))


@contextmanager
def open_battery(policy: Policy, course: Course | None, rng: random.Random) -> Iterator[Battery]:
    """A battery with fresh canaries and a fresh target; ``course`` adds the real exercises that some attacks are about.

    Raises ``SandboxUnavailable`` where ``policy`` cannot be met.
    """
    canaries = Canaries.draw(rng)
    secret = canaries.texts["secret"].encode("ascii")
    with tempfile.TemporaryDirectory(prefix="autograde-target-") as folder, set_out(canaries) as prey:
        courses = (build_target(Path(folder), canaries), *((course,) if course else ()))
        with open_arena(policy, secret, courses) as arena:
            yield Battery(arena, prey)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was handed out for one attack: the reports and everything that is made from them."""

    reports: tuple[Report, ...]
    documents: tuple[bytes, ...]
    verdict: str
    gained_milli: int
    changed: int
    crashed: str
    lively: tuple[str, ...]
    surprise: str


def intake_name(student: str) -> str:
    """A student's name as intake would show it."""
    from grader.intake.names import shown_name

    return shown_name(student)


def _take(fixture: Fixture, path: Path, exercise: Exercise, student: str) -> Submission:
    if fixture.form == "git":
        spec = fixture.spec
        return intake.take_git(path, spec.get("ref", "main"), spec.get("subfolder", ""), exercise, student=student)
    return intake.take(path, exercise, student=student)


def _laid_out(root: Path, files: dict[str, bytes]) -> Path:
    folder = root / "handed_in"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def _see(fixture: Fixture, exercise: Exercise, reports: Sequence[Report], changed: int = 0, surprise: str = "") -> Seen:
    documents = [(form, text) for report in reports for form, text in _documents(report)]
    documents.append(("html", render_index(list(reports), Lang.EN, links={})))
    first = reports[0]
    entitled = fixture.expected.entitled_milli(exercise.points * 1000)
    single = fixture.form != "cohort"
    return Seen(
        reports=tuple(reports),
        documents=tuple(text.encode("utf-8", "surrogatepass") for _, text in documents),
        verdict=_verdict(fixture, first),
        gained_milli=max(0, first.earned_milli - entitled) if single else 0,
        changed=changed,
        crashed="" if all(report.scored for report in reports) else "no score",
        lively=tuple(f"{form}: {defect}" for form, text in documents for defect in defects(form, text)),
        surprise=surprise or (_surprise(fixture, exercise, first) if single else ""),
    )


def _documents(report: Report) -> Iterator[tuple[str, str]]:
    for form in FORMATS:
        for lang in Lang:
            yield form, renderer(form)(report, lang)
    yield "html", html.render(report, Lang.EN, audience="instructor")
    lines = to_csv(HEADER, [row(report, "", Lang.EN).cells]).splitlines()
    yield "csv", "\n".join(lines)


def _verdict(fixture: Fixture, report: Report) -> str:
    """The verdict of the task under attack: the one that is named, else the first."""
    tasks = [task for task in report.tasks if fixture.expected.task in ("", task.name)]
    return str(tasks[0].verdict) if tasks else str(report.verdict)


def _surprise(fixture: Fixture, exercise: Exercise, report: Report) -> str:
    """How what happened differs from what is declared, or an empty string."""
    expected = fixture.expected
    keys = {message.key for message in report.messages}
    if expected.refused and expected.refused not in keys:
        return f"expected the refusal {expected.refused}, found {sorted(keys) or report.verdict}"
    slow = ("time_limit",) if expected.points == 0 else ()  # on a busy machine, whatever earns nothing may end so
    if not expected.refused and _verdict(fixture, report) not in (*expected.verdict.split("|"), *slow):
        return f"expected {expected.verdict}, found {_verdict(fixture, report)}"
    if report.earned_milli < expected.entitled_milli(exercise.points * 1000):
        return f"honest parts earned {report.earned_milli / 1000:g} points only"
    return ""
