"""A key changes with everything that a verdict depends on, and with nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from autograde.fingerprint import Fingerprints, view_digest
from autograde.jobs import Job
from grader.catalog import Course, open_course
from grader.model import Exercise, Lang, Message, Submission
from tests.resume.conftest import FACTS, report

WORK = Submission("mina", "centering.py", {"centering.py": b"x"}, "0" * 64)


def job(exercise: Exercise, student: str = "mina") -> Job:
    return Job(student, exercise, Path(student), student)


def key(course: Course, work: Submission | Message | None = WORK, secret: bytes = b"s", **facts: object) -> str:
    keys = Fingerprints(lambda _: replace(FACTS, **facts), secret)  # type: ignore[arg-type]
    return keys.key(job(course.get("centering")), work)


def test_nothing_changed_nothing_changes(course: Course) -> None:
    assert key(course) == key(open_course(course.root))


@pytest.mark.parametrize(
    "other",
    [
        lambda course: key(course, replace(WORK, digest="1" * 64)),
        lambda course: key(course, replace(WORK, name="jun")),
        lambda course: key(course, replace(WORK, notes=(Message("intake.note.renamed", {"name": "a.py"}),))),
        lambda course: key(course, Message("intake.empty", {"name": "a.py"})),
        lambda course: key(course, None),
        lambda course: key(course, secret=b"another"),
        lambda course: key(course, tier=1),
        lambda course: key(course, backend="docker"),
        lambda course: key(course, layers=()),
        lambda course: key(course, versions={"numpy": "3"}),
        lambda course: Fingerprints(lambda _: FACTS, b"s").key(job(course.get("scaling")), WORK),
        lambda course: Fingerprints(lambda _: FACTS, b"s").key(job(course.get("centering"), "jun"), WORK),
        lambda course: Fingerprints(lambda _: FACTS, b"s", device="cuda").key(job(course.get("centering")), WORK),
    ],
)  # fmt: skip
def test_what_a_verdict_depends_on_changes_the_key(course: Course, other: Callable[[Course], str]) -> None:
    assert other(course) != key(course)


@pytest.mark.parametrize(
    "file", ["private/test_hidden.py", "private/centering.py", "private/wrong/W1_*.py", "published/exercise.toml"]
)
def test_every_file_that_judges_changes_the_key(course: Course, file: str) -> None:
    before = key(course)
    side, _, name = file.partition("/")
    (path,) = Path(getattr(course.get("centering"), side)).glob(name)
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert key(open_course(course.root)) != before


def test_an_exercise_without_its_hidden_half_has_no_key(course: Course) -> None:
    bare = replace(course.get("centering"), private=None)
    assert Fingerprints(lambda _: FACTS, b"s").key(job(bare), WORK) == ""


def test_a_report_is_kept_under_what_judged_it(course: Course) -> None:
    keys, mina = Fingerprints(lambda _: FACTS, b"s"), job(course.get("centering"))
    provenance = report(mina.exercise, WORK).provenance
    assert provenance is not None
    assert keys.key(mina, WORK, provenance) == keys.key(mina, WORK)
    assert keys.key(mina, WORK, replace(provenance, suite_digest="another")) != keys.key(mina, WORK)
    weaker = replace(provenance, sandbox=replace(FACTS, tier=1))
    assert keys.key(mina, WORK, weaker) != keys.key(mina, WORK)


def test_pages_depend_on_the_language_and_keys_do_not(course: Course) -> None:
    assert view_digest(Lang.EN) != view_digest(Lang.KO)
    assert view_digest(Lang.EN) == view_digest(Lang.EN)
