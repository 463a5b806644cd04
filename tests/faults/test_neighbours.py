"""One submission that misbehaves, however badly, changes no verdict but its own; nor does a busy machine."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from autograde.grading import Policy
from grader import intake
from grader.catalog import Course, find_course
from grader.model import Exercise, Submission, Verdict
from grader.pipeline import Grader, open_grader, sandbox_spec
from tests.faults.conftest import ROOT, Lab

MakeLab = Callable[..., Lab]
Figure = Callable[[str], None]
NOISES = {
    "memory": "def center(x):\n    held = []\n    while True: held.append(bytearray(64 << 20))\n",
    "forks": "import os\ndef center(x):\n    while True:\n        try: os.fork()\n        except OSError: pass\n",
    "print": "def center(x):\n    while True: print('x' * 1_000_000)\n",
    "files": "def center(x):\n    for n in range(1_000_000): open(f'/tmp/{n}', 'w').write('x')\n",
}


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


def test_noise_of_one_submission_changes_no_other_verdict(lab: MakeLab, whole: bool, figure: Figure) -> None:
    quiet = lab(8)
    expected = {row["student"]: row for row in quiet.run().table}
    rounds = [[name] for name in NOISES] if whole else [list(NOISES)]
    for round_ in rounds:
        disturbed = lab(8, f"with-{'-'.join(round_)}")
        for name, source in NOISES.items():
            folder = disturbed.cohort / f"noise-{name}"
            folder.mkdir(exist_ok=True)
            (folder / "centering.py").write_text(source if name in round_ else "x = 1\n", encoding="utf-8")
        ended = disturbed.run("--workers", "8" if whole else "4")
        rows = {row["student"]: row for row in ended.table}
        assert {name: rows[name] for name in expected} == expected
        assert not any(rows[f"noise-{name}"]["earned_milli"] for name in round_)
        figure(f"noise ({', '.join(round_)}): the other verdicts are unchanged")


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
    runs, flips, chance = 20 if whole else 5, [], random.Random(3)
    for exercise in courses.exercises:
        if exercise.private is None or exercise.kind == "quiz":
            continue
        submission = reference(courses, exercise.slug)
        with warm(exercise) as grader:
            for _ in range(runs):
                order = list(range(len(grader.plan)))
                chance.shuffle(order)
                report = grader.grade(submission, order=order)
                flips += [] if report.verdict is Verdict.ACCEPTED else [(exercise.slug, report.verdict)]
    figure(f"{runs} runs of every reference in shuffled order: {len(flips)} flips")
    assert flips == []


def test_a_busy_machine_makes_no_time_limits(courses: Course, whole: bool, figure: Figure) -> None:
    late, runs = [], 0
    with busy(8 if whole else 4):
        for exercise in courses.exercises:
            if exercise.private is None or exercise.kind != "numpy":
                continue
            submission = reference(courses, exercise.slug)
            with warm(exercise) as grader:
                for _ in range(10 if whole else 5):
                    report = grader.grade(submission)
                    runs += 1
                    late += [] if report.verdict is Verdict.ACCEPTED else [(exercise.slug, report.verdict)]
    figure(f"8 busy loops: {runs} runs of references, {len(late)} false verdicts")
    assert late == []


def test_worker_counts_and_hash_seeds_do_not_matter(lab: MakeLab, whole: bool) -> None:
    students = 50 if whole else 10
    seeds = (("1", "0"), ("2", "1"), *((("2", "12345"), ("1", "random")) if whole else ()))
    tables = [
        lab(students, f"out-{workers}-{seed}").run("--workers", workers, PYTHONHASHSEED=seed).table
        for workers, seed in seeds
    ]
    assert tables == [tables[0]] * len(tables)
