"""A cohort: one folder per student, one entry per exercise, and no way out through a link."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.intake import scan, students
from grader.model import Exercise, Message


@pytest.fixture
def cohort(tmp_path: Path) -> Path:
    root = tmp_path / "cohort"
    root.mkdir()
    return root


@pytest.fixture
def course(exercise: Exercise, second: Exercise) -> list[Exercise]:
    return [exercise, second]


def hand_in(cohort: Path, *names: str) -> None:
    for name in names:
        path = cohort / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix:
            path.write_bytes(b"x = 1\n")
        else:
            path.mkdir()


def test_entries_are_sorted_by_student_and_number(cohort: Path, course: list[Exercise]) -> None:
    hand_in(cohort, "bob/pooling.py", "bob/conv_naive.py", "alice/pooling.py")

    assert [(e.student, e.exercise.number, e.path.name, e.refused) for e in scan(cohort, course)] == [
        ("alice", 40, "pooling.py", None),
        ("bob", 38, "conv_naive.py", None),
        ("bob", 40, "pooling.py", None),
    ]


@pytest.mark.parametrize(
    "name",
    ["conv_naive.py", "conv-naive.py", "conv_naive.zip", "conv-naive.ipynb", "conv_naive", "conv-naive",
     "Conv_Naive.PY", "conv_naive (1).py", "conv_naive-2.zip"],
)  # fmt: skip
def test_a_submission_may_come_in_any_form(cohort: Path, course: list[Exercise], name: str) -> None:
    hand_in(cohort, f"alice/{name}")

    assert [(e.exercise.slug, e.path.name) for e in scan(cohort, course)] == [("conv_naive", name)]


@pytest.mark.parametrize("name", ["conv.py", "conv_naive.txt", "conv_naive.tar.gz", "conv_naive_old.py", "notes"])
def test_other_names_are_reported_as_strays(cohort: Path, course: list[Exercise], name: str) -> None:
    hand_in(cohort, f"alice/{name}")

    assert scan(cohort, course) == []
    assert students(cohort, course)[0].strays == (name,)


def test_a_student_without_any_submission_is_still_listed(cohort: Path, course: list[Exercise]) -> None:
    hand_in(cohort, "carol")

    assert [(s.name, s.entries) for s in students(cohort, course)] == [("carol", ())]


def test_what_systems_leave_behind_is_no_student(cohort: Path, course: list[Exercise]) -> None:
    hand_in(cohort, ".git", "__MACOSX", "alice/conv_naive.py", "alice/__pycache__", "alice/.idea")

    assert [(s.name, s.strays) for s in students(cohort, course)] == [("alice", ())]


def test_files_beside_the_students_are_no_students(cohort: Path, course: list[Exercise]) -> None:
    hand_in(cohort, "conv_naive.py", "grades.csv")

    assert students(cohort, course) == []


def test_two_submissions_for_one_exercise_are_refused(cohort: Path, course: list[Exercise]) -> None:
    hand_in(cohort, "alice/conv_naive.py", "alice/conv-naive.zip")
    (entry,) = scan(cohort, course)

    assert entry.refused == Message("intake.two_submissions", {"name": "conv-naive.zip", "other": "conv_naive.py"})


def test_names_are_made_safe_and_stay_different(cohort: Path, course: list[Exercise]) -> None:
    hand_in(cohort, "김민수", "a b", "a_b", "\x1b[31mred", "Alice", "alice")
    found = students(cohort, course)

    assert len({s.safe_name.casefold() for s in found}) == 6
    assert all(s.safe_name.replace("_", "").replace("-", "").isalnum() for s in found)
    assert not any("\x1b" in s.name for s in found)


def test_a_link_to_another_students_work_is_refused(cohort: Path, course: list[Exercise]) -> None:
    hand_in(cohort, "alice/conv_naive.py", "bob")
    (cohort / "bob" / "conv_naive.py").symlink_to("../alice/conv_naive.py")
    refused = {e.student: e.refused for e in scan(cohort, course)}

    assert refused == {"alice": None, "bob": Message("intake.outside", {"name": "conv_naive.py"})}


@pytest.mark.parametrize("make", [lambda p: p.symlink_to("/etc"), lambda p: p.symlink_to("/etc/passwd")])
def test_a_link_out_of_the_cohort_is_refused(
    cohort: Path, course: list[Exercise], make: Callable[[Path], None]
) -> None:
    hand_in(cohort, "bob")
    make(cohort / "bob" / "conv_naive.py")

    assert [e.refused for e in scan(cohort, course)] == [Message("intake.outside", {"name": "conv_naive.py"})]


def test_a_student_folder_that_leads_out_of_the_cohort_is_refused(
    cohort: Path, course: list[Exercise], tmp_path: Path
) -> None:
    hand_in(tmp_path, "elsewhere/conv_naive.py")
    (cohort / "mallory").symlink_to(tmp_path / "elsewhere")

    outside = Message("intake.outside", {"name": "mallory"})
    assert [(e.path, e.refused) for e in scan(cohort, course)] == [(cohort / "mallory", outside)] * 2


def test_a_student_folder_may_be_a_link_inside_of_the_cohort(cohort: Path, course: list[Exercise]) -> None:
    hand_in(cohort, "team/conv_naive.py")
    (cohort / "alice").symlink_to("team")

    assert [(e.student, e.refused) for e in scan(cohort, course)] == [("alice", None), ("team", None)]


def test_a_loop_of_links_is_refused(cohort: Path, course: list[Exercise]) -> None:
    hand_in(cohort, "bob")
    (cohort / "bob" / "conv_naive.py").symlink_to("conv_naive.py")

    assert [e.refused is None for e in scan(cohort, course)] == [False]


@pytest.mark.parametrize("name", ["nothing", "file.txt"])
def test_a_cohort_is_a_folder(tmp_path: Path, course: list[Exercise], name: str) -> None:
    (tmp_path / "file.txt").touch()

    with pytest.raises(UsageError, match="is no folder"):
        scan(tmp_path / name, course)
