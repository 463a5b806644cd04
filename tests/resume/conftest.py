"""A course of two exercises, a cohort of three students, and a grader that only counts what it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from autograde import skeleton
from autograde.batch import Event
from autograde.cohort import Outcome, grade_cohort
from autograde.folder import ReportFolder
from autograde.jobs import find_jobs
from grader import catalog
from grader.catalog import Course, open_course
from grader.errors import JudgeFault
from grader.model import (
    CaseResult,
    Exercise,
    Group,
    Hint,
    Kind,
    Lang,
    Limits,
    Message,
    Provenance,
    Report,
    SandboxFacts,
    Submission,
    TaskResult,
    Text,
    Verdict,
)

FACTS = SandboxFacts("process", 2, ("seccomp",), (), {"numpy": "2"})
STUDENTS = ("mina", "jun", "김민서")
HINT = Hint("W1", Text("One mean for everything", "전체 평균"), Text("Take it per column.", "열마다 구하세요."), ("1",))


def report(exercise: Exercise, submission: Submission, verdict: Verdict = Verdict.ACCEPTED) -> Report:
    """A report whose points depend on the submission alone."""
    earned = 10_000 if verdict is Verdict.ACCEPTED else 0
    text = Text("x", "x")
    case = CaseResult("1", "center", Group.CORE, text, verdict, earned, 10_000, wall_seconds=0.25)
    return Report(
        exercise.slug, exercise.number, exercise.title, submission.name, verdict, passed=bool(earned), scored=True,
        earned_milli=earned, max_milli=10_000, messages=(), hints=() if earned else (HINT,),
        tasks=(TaskResult("center", text, verdict, earned, 10_000, (case,)),),
        provenance=Provenance(
            submission.digest, catalog.exercise_digest(exercise), catalog.suite_digest(exercise, "hidden"), "5" * 16,
            "hidden", "cpu", FACTS, Limits(), {},
        ),
        wall_seconds=0.25, cpu_seconds=0.125,
    )  # fmt: skip


@dataclass
class Counting:
    """Grades at once. ``broken`` students get a fault of ours; whoever wrote "wrong" gets no points."""

    graded: list[tuple[str, str]] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    devices: str = "cpu"

    def skip_reason(self, _: Exercise) -> Message | None:
        return None

    def facts_for(self, _: Kind, known: SandboxFacts) -> SandboxFacts:
        return known

    @contextmanager
    def grader(self, exercise: Exercise, _: bytes) -> Iterator[_Warm]:
        yield _Warm(self, exercise)


@dataclass
class _Warm:
    policy: Counting
    exercise: Exercise
    judge_pid: int = 0

    def grade(self, submission: Submission, *, on_case: Callable[[int, int], None] | None = None) -> Report:
        if on_case:
            on_case(1, 1)
        self.policy.graded.append((self.exercise.slug, submission.name))
        if submission.name in self.policy.broken:
            raise JudgeFault("the judge ended")
        wrong = any(b"wrong" in content for content in submission.files.values())
        return report(self.exercise, submission, Verdict.WRONG_ANSWER if wrong else Verdict.ACCEPTED)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    root = tmp_path / "course"
    (root / "exercises").mkdir(parents=True)
    for number, slug in enumerate(("centering", "scaling"), start=1):
        plan = skeleton.plan(Course(root, ()), "01_building_blocks", slug, number)
        skeleton.create(root, plan)
    return open_course(root)


@pytest.fixture
def cohort(course: Course, tmp_path: Path) -> Path:
    """Three students; the last one has handed in one exercise only."""
    root = tmp_path / "cohort"
    for student in STUDENTS:
        (root / student).mkdir(parents=True)
        (root / student / "centering.py").write_text(f"# {student}\n", encoding="utf-8")
    for student in STUDENTS[:2]:
        (root / student / "scaling.py").write_text("# wrong\n", encoding="utf-8")
    return root


@dataclass
class Run:
    """One run of a cohort as a command would start it."""

    course: Course
    cohort: Path
    out: Path
    policy: Counting = field(default_factory=Counting)
    events: list[Event] = field(default_factory=list)

    def __call__(
        self,
        *,
        lang: Lang = Lang.EN,
        fresh: bool = False,
        secret: bytes = b"a secret of the tests",
        notice: Callable[[Event], None] | None = None,
    ) -> Outcome:
        self.policy.graded.clear()
        self.events.clear()
        return grade_cohort(
            find_jobs(open_course(self.course.root), [self.cohort], None),
            policy=self.policy,
            secret=secret,
            folder=ReportFolder(self.out, lang),
            workers=1,
            notice=notice or self.events.append,
            facts=FACTS,
            fresh=fresh,
        )

    def files(self) -> dict[str, bytes]:
        """Everything that people open, by name."""
        found = (path for path in self.out.rglob("*") if path.is_file() and not path.name.startswith("grades.sqlite"))
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def run(course: Course, cohort: Path, tmp_path: Path) -> Run:
    return Run(course, cohort, tmp_path / "out")
