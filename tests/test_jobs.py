"""Paths on a command line become jobs: whose work it is, which exercise it answers, who is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograde.jobs import Job, find_jobs, take
from grader.catalog import Course
from grader.errors import InvalidSubmission, UsageError
from grader.model import Exercise, Kind, Limits, Task, Text


def exercise(number: int, slug: str) -> Exercise:
    text = Text(slug, slug)
    tasks = (Task("forward", 10, text),)
    module = "09_convolution"
    return Exercise(
        number, slug, module, Kind.NUMPY, "core", text, text, tasks, Limits(), ("cpu",), (), Path(slug), None
    )  # fmt: skip


COURSE = Course(Path(), (exercise(38, "conv_naive"), exercise(40, "pooling")))


def write(path: Path, text: str = "def forward(x):\n    return x\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def found(*paths: Path, key: str | None = None) -> list[tuple[str, str, bool]]:
    return [(job.student, job.exercise.slug, job.path is not None) for job in find_jobs(COURSE, paths, key)]


def test_in_a_cohort_every_student_has_a_job_for_every_exercise_that_somebody_handed_in(tmp_path: Path) -> None:
    write(tmp_path / "mina" / "conv_naive.py")
    write(tmp_path / "김민서" / "pooling.py")
    (tmp_path / "jun").mkdir()
    assert found(tmp_path) == [
        ("jun", "conv_naive", False),
        ("mina", "conv_naive", True),
        ("김민서", "conv_naive", False),
        ("jun", "pooling", False),
        ("mina", "pooling", False),
        ("김민서", "pooling", True),
    ]


def test_a_cohort_can_be_limited_to_one_exercise(tmp_path: Path) -> None:
    write(tmp_path / "mina" / "conv_naive.py")
    write(tmp_path / "mina" / "pooling.py")
    assert found(tmp_path, key="pooling") == [("mina", "pooling", True)]


def test_a_students_folder_is_that_students_work(tmp_path: Path) -> None:
    write(tmp_path / "mina" / "conv-naive.py")
    write(tmp_path / "mina" / "pooling.zip")
    assert found(tmp_path / "mina") == [("mina", "conv_naive", True), ("mina", "pooling", True)]


def test_a_file_with_the_name_of_the_exercise_belongs_to_its_folder(tmp_path: Path) -> None:
    assert found(write(tmp_path / "mina" / "conv_naive.py")) == [("mina", "conv_naive", True)]


def test_a_file_with_another_name_is_named_after_its_author(tmp_path: Path) -> None:
    assert found(write(tmp_path / "jun.py"), key="conv-naive") == [("jun", "conv_naive", True)]


def test_several_files_of_one_student_are_one_students_work(tmp_path: Path) -> None:
    paths = [write(tmp_path / "mina" / name) for name in ("conv_naive.py", "pooling.py")]
    assert {job.file_name for job in find_jobs(COURSE, paths, None)} == {"mina"}


def test_namesakes_in_different_folders_stay_apart(tmp_path: Path) -> None:
    paths = [write(tmp_path / group / "mina" / "conv_naive.py") for group in ("a", "b")]
    jobs = find_jobs(COURSE, paths, None)
    assert len({job.file_name for job in jobs}) == len({job.student for job in jobs}) == 2


@pytest.mark.parametrize("name", ["nowhere", "notes.py", "empty"])
def test_a_path_that_means_nothing_is_a_usage_error(name: str, tmp_path: Path) -> None:
    write(tmp_path / "notes.py")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError):
        find_jobs(COURSE, [tmp_path / name], None)


def test_a_link_out_of_a_students_folder_is_refused_without_being_opened(tmp_path: Path) -> None:
    outside = write(tmp_path / "secret.py")
    (tmp_path / "cohort" / "eve").mkdir(parents=True)
    (tmp_path / "cohort" / "eve" / "conv_naive.py").symlink_to(outside)
    (job,) = find_jobs(COURSE, [tmp_path / "cohort"], None)
    with pytest.raises(InvalidSubmission) as refusal:
        take(job)
    assert refusal.value.reason.key == "intake.outside"


def test_what_is_taken_bears_the_students_name(tmp_path: Path) -> None:
    path = write(tmp_path / "mina" / "conv_naive.py")
    assert take(Job("mina", COURSE.exercises[0], path, "mina")).name == "mina"
