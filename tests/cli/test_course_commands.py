"""list, start and new: reading a course, taking an exercise home, beginning to write one."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader import stub
from grader.catalog import Course, known_wrongs, open_course, reference_source
from tests.cli.conftest import Autograde


def test_list_shows_every_exercise_under_the_name_that_people_type(course: Course, autograde: Autograde) -> None:
    ran = autograde("list", "--course", course.root)
    assert ran.code == 0
    assert "centering" in ran.out
    assert "Exercises: 1. Points: 10." in ran.out


def test_list_speaks_korean(course: Course, autograde: Autograde) -> None:
    assert "평균 빼기" in autograde("list", "--course", course.root, "--lang", "ko").out


def test_list_as_json_holds_both_languages(course: Course, autograde: Autograde) -> None:
    document = autograde("list", "--course", course.root, "--json").document
    assert document["schema"] == "autograde.list/1"
    assert document["exercises"][0]["title"] == {"en": "Centering", "ko": "평균 빼기"}


def test_list_without_a_course_says_what_to_do(tmp_path: Path, autograde: Autograde) -> None:
    ran = autograde("list", "--course", tmp_path)
    assert ran.code == 2
    assert "Next step" in ran.err


def test_start_copies_what_is_published_and_nothing_else(course: Course, tmp_path: Path, autograde: Autograde) -> None:
    ran = autograde("start", "centering", tmp_path / "home", "--course", course.root)
    assert ran.code == 0
    names = {path.name for path in (tmp_path / "home").iterdir()}
    assert names == {"centering.py", "README.md", "README.ko.md", "test_public.py", "exercise.toml"}


def test_start_never_overwrites_a_students_work(course: Course, tmp_path: Path, autograde: Autograde) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "centering.py").write_text("mine\n", encoding="utf-8")
    ran = autograde("start", "1", tmp_path / "home", "--course", course.root)
    assert "Kept your own file: centering.py" in ran.out
    assert (tmp_path / "home" / "centering.py").read_text(encoding="utf-8") == "mine\n"


def test_start_of_an_unknown_exercise_suggests_the_nearest(course: Course, autograde: Autograde) -> None:
    ran = autograde("start", "centring", "--course", course.root)
    assert ran.code == 2
    assert "centering" in ran.err


def test_new_makes_a_complete_exercise(course: Course, autograde: Autograde) -> None:
    ran = autograde("new", "09_convolution", "depthwise-conv", "--course", course.root)
    assert ran.code == 0
    made = open_course(course.root).get("depthwise-conv")
    assert (made.number, made.points) == (2, 10)
    assert [wrong.id for wrong in known_wrongs(made)] == ["W1"]
    stub.check(made)


def test_new_leaves_an_existing_exercise_alone(course: Course, autograde: Autograde) -> None:
    before = (course.get("centering").published / "centering.py").read_bytes()
    assert autograde("new", "01_building_blocks", "centering", "--course", course.root).code == 2
    assert (course.get("centering").published / "centering.py").read_bytes() == before


@pytest.mark.parametrize(
    ("module", "slug", "more"),
    [("convolution", "conv", ()), ("09_convolution", "Conv!", ()), ("09_convolution", "conv", ("--number", "1"))],
    ids=["module", "slug", "number"],
)
def test_new_refuses_bad_or_taken_names(
    module: str, slug: str, more: tuple[str, ...], course: Course, autograde: Autograde
) -> None:
    assert autograde("new", module, slug, *more, "--course", course.root).code == 2


# --- progress ----------------------------------------------------------------------------------


@pytest.fixture
def at_home(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, autograde: Autograde) -> Path:
    """A student's folder where ``centering`` was started and solved."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    autograde("start", "centering", "--course", course.root)
    solved = reference_source(course.get("centering"))
    (home / "centering" / "centering.py").write_bytes(solved)
    return home


@pytest.mark.parametrize("inside", ["", "centering"])
def test_list_shows_what_check_saw(
    inside: str, at_home: Path, course: Course, monkeypatch: pytest.MonkeyPatch, autograde: Autograde
) -> None:
    monkeypatch.chdir(at_home / inside)
    assert autograde("check", *(() if inside else ("centering",)), "--course", course.root).code == 0
    listed = autograde("list", "--course", course.root)
    assert "passed" in listed.out
    assert "Public tests passed: 1 of 1 exercises." in listed.out
    assert autograde("list", "--course", course.root, "--json").document["next"] is None


def test_a_broken_attempt_is_what_comes_next(at_home: Path, course: Course, autograde: Autograde) -> None:
    (at_home / "centering" / "centering.py").write_text("def center(x):\n    return x\n", encoding="utf-8")
    assert autograde("check", "centering", "--course", course.root).code == 1
    document = autograde("list", "--course", course.root, "--json").document
    assert document["exercises"][0]["progress"]["done"] is False
    assert document["next"] == "centering"


def test_list_suggests_where_to_begin(course: Course, autograde: Autograde, at_home: Path) -> None:
    assert "autograde start centering" in autograde("list", "--course", course.root).out


def test_list_writes_the_readmes(course: Course, autograde: Autograde) -> None:
    assert autograde("list", "--write-readmes", "--course", course.root).code == 0
    text = (course.root / "exercises" / "README.ko.md").read_text(encoding="utf-8")
    assert "[centering](01_building_blocks/centering/README.ko.md)" in text
