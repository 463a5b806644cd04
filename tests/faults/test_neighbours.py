"""One submission that misbehaves, however badly, changes no verdict but its own; nor does a busy machine."""

from __future__ import annotations

import math
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from autograde.grading import Policy
from grader import intake
from grader.catalog import Course, find_course, reference_source
from grader.model import Exercise, Submission, Verdict
from grader.pipeline import Grader, open_grader, sandbox_spec
from tests.faults.conftest import ROOT, Lab
from tests.faults.noises import NOISES, with_noise, without_noise

MakeLab = Callable[..., Lab]
Figure = Callable[[str], None]
PROCESS = ("--sandbox", "process")
BUSY_RUNS = 200


@contextmanager
def busy(loops: int) -> Iterator[None]:
    """So many processes that do nothing but compute."""
    workers = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(loops)]
    try:
        yield
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()


def test_noise_of_one_submission_changes_no_other_verdict(
    course: Course, whole: bool, figure: Figure, tmp_path: Path
) -> None:
    """One at a time among eight workers in the whole lab, all together among four in its small part."""
    rounds, workers = ([(name,) for name in NOISES], "8") if whole else ([tuple(NOISES)], "4")
    expected = without_noise(course, tmp_path / "quiet", PROCESS)
    for noises in rounds:
        place = tmp_path / "-".join(noises)
        assert with_noise(course, place, noises, PROCESS, lambda lab: lab.run("--workers", workers)) == expected
        figure(f"noise ({', '.join(noises)}): the reports on the other {len(expected) // 2} are unchanged")


@pytest.fixture
def courses(whole: bool, course: Course) -> Course:
    """All exercises of the repository in the whole lab, else a small one."""
    return find_course(ROOT, ROOT) if whole else course


@contextmanager
def warm(exercise: Exercise) -> Iterator[Grader]:
    """A grader of the hidden suite behind a real boundary."""
    sandbox = Policy(backend="process").open_sandbox(sandbox_spec(exercise))
    try:
        with open_grader(exercise, sandbox, secret=b"a secret of the lab") as grader:
            yield grader
    finally:
        sandbox.close()


def reference(course: Course, slug: str) -> Submission:
    exercise = course.get(slug)
    assert exercise.private
    return intake.take(exercise.private / exercise.filename, exercise)


def test_nothing_flips_however_often_and_in_whatever_order(courses: Course, whole: bool, figure: Figure) -> None:
    runs, tried, flips, chance = 20 if whole else 5, 0, [], random.Random(3)
    for exercise in courses.exercises:
        if exercise.private is None or exercise.kind == "quiz":
            continue
        submission = reference(courses, exercise.slug)
        with warm(exercise) as grader:
            for _ in range(runs):
                tried += 1
                order = list(range(len(grader.plan)))
                chance.shuffle(order)
                report = grader.grade(submission, order=order)
                flips += [] if report.verdict is Verdict.ACCEPTED else [(exercise.slug, report.verdict)]
    figure(f"{runs} runs of every reference in shuffled order, {tried} in all: {len(flips)} flips")
    assert flips == []


def test_a_busy_machine_makes_no_time_limits(courses: Course, whole: bool, figure: Figure) -> None:
    """The references of all exercises, as often as it takes for ``BUSY_RUNS`` in all."""
    judged = [exercise for exercise in courses.exercises if exercise.private is not None and exercise.kind != "quiz"]
    late, runs = [], 0
    with busy(8 if whole else 4):
        for number, exercise in enumerate(judged, 1):
            submission = reference(courses, exercise.slug)
            with warm(exercise) as grader:
                for _ in range(math.ceil(BUSY_RUNS / len(judged)) if whole else 5):
                    report = grader.grade(submission)
                    runs += 1
                    late += [] if report.verdict is Verdict.ACCEPTED else [(exercise.slug, report.verdict)]
            figure(f"{number} of {len(judged)} exercises: {exercise.slug}")
    figure(f"8 busy loops: {runs} runs of {len(judged)} references, {len(late)} false verdicts")
    assert late == []


def test_worker_counts_and_hash_seeds_do_not_matter(lab: MakeLab, courses: Course, whole: bool, figure: Figure) -> None:
    """The lab's own cohort, and in the whole lab ten copies of every reference, each with inputs of its own."""
    usual = lab(10, "first")
    place = usual.out.parent
    cohort = _copies(place / "copies", courses, 10) if whole else usual.cohort
    one = Lab(courses, cohort, place / "one").run("--workers", "1", PYTHONHASHSEED="random")
    two = Lab(courses, cohort, place / "two").run("--workers", "2", PYTHONHASHSEED="random")
    assert one.table == two.table
    other = [(row["exercise"], row["student"]) for row in one.table if whole and row["verdict"] != Verdict.ACCEPTED]
    assert other == []
    figure(f"{len(one.table)} copies of references with 1 and with 2 workers, other hash seeds: {len(other)} flips")


def _copies(root: Path, course: Course, students: int) -> Path:
    """A cohort that hands in the reference of every exercise; no two copies are the same submission."""
    for exercise in course.exercises:
        if exercise.private is None:
            continue
        right = reference_source(exercise)
        for number in range(students):
            file = root / f"student-{number}" / exercise.filename
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(right + f"\n# {number}\n".encode())
    return root
