"""The map of the course: what builds on what, what comes next, and the README that is made from it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from autograde.course_map import README, builds_on, markdown, modules, suggested
from autograde.standing import Standing
from grader.catalog import Course, open_course
from grader.model import Exercise, Kind, Lang, Limits, Task, Text

ROOT = Path(__file__).resolve().parents[1]
OURS = open_course(ROOT)
DONE, BEGUN = Standing(2, 2), Standing(1, 2)


def exercise(number: int, *requires: str, tier: str = "core", module: str = "01_one") -> Exercise:
    slug = f"e{number}"
    return Exercise(
        number=number, slug=slug, module=module, kind=Kind.NUMPY, tier=tier, title=Text(f"Title | {number}", "제목"),
        summary=Text("Summary.", "요약."), tasks=(Task("f", 5, Text("f", "f")),), limits=Limits(), devices=("cpu",),
        forbidden=(), published=Path(slug), private=None, requires=requires, minutes=10 * number,
    )  # fmt: skip


ONE, TWO, THREE = exercise(1), exercise(2, "e1"), exercise(3, module="02_two_words")
COURSE = Course(Path(), (ONE, TWO, THREE), {"01_one": Text("First", "하나")})


def slug(found: Exercise | None) -> str:
    return found.slug if found else ""


def test_the_first_suggestion_builds_on_nothing() -> None:
    assert slug(suggested([TWO, ONE, THREE], {})) == "e1"


def test_what_was_begun_comes_first() -> None:
    assert slug(suggested([ONE, TWO, THREE], {"e3": BEGUN})) == "e3"


def test_what_builds_on_done_work_becomes_a_suggestion() -> None:
    assert slug(suggested([ONE, TWO, THREE], {"e1": DONE})) == "e2"


def test_core_exercises_come_before_others() -> None:
    assert slug(suggested([exercise(1, tier="extension"), exercise(2)], {})) == "e2"


def test_at_the_end_nothing_is_suggested() -> None:
    assert suggested([ONE], {"e1": DONE}) is None


def test_a_prerequisite_that_this_course_lacks_keeps_nobody_out() -> None:
    lonely = exercise(4, "unknown")
    assert builds_on(lonely, [lonely]) == []
    assert slug(suggested([lonely], {})) == "e4"


def test_exercises_that_wait_for_each_other_are_suggested_all_the_same() -> None:
    assert slug(suggested([exercise(1, "e2"), exercise(2, "e1")], {})) == "e1"


def test_modules_have_titles_of_their_own_or_those_of_their_folders() -> None:
    assert [(title.en, len(own)) for title, own in modules(COURSE, COURSE.exercises)] == [
        ("First", 2),
        ("Two words", 1),
    ]


def test_a_readme_links_every_statement_in_its_language() -> None:
    assert "[e2](01_one/e2/README.ko.md)" in markdown(COURSE, Lang.KO)


def test_a_title_cannot_break_the_table() -> None:
    row = next(line for line in markdown(COURSE, Lang.EN).splitlines() if "[e2]" in line and line.startswith("|"))
    assert re.sub(r"\\\|", "", row).count("|") == 7


# --- this course -----------------------------------------------------------------------------


@pytest.mark.parametrize("lang", Lang)
def test_the_map_in_the_exercises_folder_is_current(lang: Lang) -> None:
    written = (ROOT / "exercises" / README[lang]).read_text(encoding="utf-8")
    assert written == markdown(OURS, lang), "run `autograde list --write-readmes`"


def test_every_link_of_the_map_leads_to_a_statement() -> None:
    links = [link for lang in Lang for link in re.findall(r"\]\(([^)]+)\)", markdown(OURS, lang))]
    assert [link for link in links if not (ROOT / "exercises" / link).is_file()] == []


def test_every_exercise_says_what_it_builds_on_and_how_long_it_takes() -> None:
    assert [one.slug for one in OURS.exercises if not one.minutes] == []


def test_prerequisites_exist_and_come_earlier() -> None:
    numbers = {one.slug: one.number for one in OURS.exercises}
    wrong = [(one.slug, need) for one in OURS.exercises for need in one.requires if numbers.get(need, 99) >= one.number]
    assert wrong == []


def test_every_module_has_a_name_in_both_languages() -> None:
    assert {one.module for one in OURS.exercises} <= set(OURS.titles)


def test_whoever_follows_the_suggestions_meets_every_exercise_once() -> None:
    done: dict[str, Standing] = {}
    while following := suggested(OURS.exercises, done):
        assert following.slug not in done
        assert all(need.slug in done for need in builds_on(following, OURS.exercises))
        done[following.slug] = DONE
    assert len(done) == len(OURS.exercises)


def test_minutes_are_optional() -> None:
    unknown = replace(ONE, minutes=0)
    assert "| 5 | – |" in markdown(Course(Path(), (unknown,)), Lang.EN)
