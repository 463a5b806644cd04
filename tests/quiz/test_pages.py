"""What is published of a quiz: all texts in both languages, and nothing of the answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from grader import stub
from grader.catalog import open_course
from grader.errors import InvalidExercise
from grader.model import Exercise
from grader.quiz.pages import WIDTH, columns, wrapped
from tests.quiz.conftest import ITEMS, write_quiz


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    return write_quiz(tmp_path)


def pages(exercise: Exercise) -> dict[str, str]:
    return {path.name: text.decode("utf-8") for path, text in stub.generated(exercise).items()}


def test_everything_that_students_receive_is_generated(exercise: Exercise) -> None:
    assert sorted(pages(exercise)) == ["README.ko.md", "README.md", "small_quiz.py", "test_public.py"]


def test_the_stub_holds_every_text_in_both_languages_and_no_answer(exercise: Exercise) -> None:
    text, names = pages(exercise)["small_quiz.py"], dict[str, Any]()
    exec(text, names)
    assert names["ANSWERS"] == {"planet": None, "rings": None, "moons": None}
    for words in ("Which planet is the largest?", "가장 큰 행성은 무엇인가요?", "b) Jupiter", "목성", "d) Mercury"):
        assert words in text


def test_each_statement_holds_the_items_in_its_language_and_keeps_what_is_around_them(exercise: Exercise) -> None:
    english, korean = pages(exercise)["README.md"], pages(exercise)["README.ko.md"]
    assert english.startswith("# Read me")
    assert english.endswith("End.\n")
    assert "- **b)** Jupiter" in english
    assert "### Space (2 points)" in english
    assert "- **b)** 목성" in korean
    assert "목성" not in english


def test_no_published_page_says_what_is_right(exercise: Exercise) -> None:
    # Another key, the same texts: what is published must not differ by a byte.
    turned = ITEMS.replace('ko = "목성"\nright = true', 'ko = "목성"\nhint = { en = "NEW", ko = "새 힌트" }')
    turned = turned.replace(
        'hint = { en = "HINT-MARS smaller than the earth", ko = "지구보다 작아요." }', "right = true", 1
    )
    turned = turned.replace("value = 2\n", "value = 9\n").replace("HINT", "OTHER")
    before = pages(exercise)
    assert exercise.private is not None
    (exercise.private / "items.toml").write_text(turned, encoding="utf-8")
    assert pages(exercise) == before
    assert not any("HINT" in page for page in before.values())


def test_a_statement_without_a_place_for_the_items_is_refused(exercise: Exercise) -> None:
    (exercise.published / "README.md").write_text("# Read me\n", encoding="utf-8")
    with pytest.raises(InvalidExercise, match="no place for the items"):
        stub.generated(exercise)


def test_generating_again_changes_nothing(exercise: Exercise) -> None:
    first = stub.generated(exercise)
    for path, text in first.items():
        path.write_bytes(text)
    assert stub.generated(exercise) == first


def test_a_quiz_without_its_stub_can_be_opened_where_it_can_be_generated(exercise: Exercise) -> None:
    assert not (exercise.published / "small_quiz.py").exists()
    assert open_course(exercise.published.parents[2]).get("small-quiz").kind == "quiz"


def test_an_item_of_an_undeclared_task_is_refused(tmp_path: Path) -> None:
    exercise = write_quiz(tmp_path, ITEMS.replace('task = "counting"', 'task = "sums"'))
    with pytest.raises(InvalidExercise, match="declares no task 'sums'"):
        stub.generated(exercise)


def test_lines_of_both_languages_fit_the_width() -> None:
    text = "행성 planet " * 60
    lines = list(wrapped(text, "    #   a) ", "    #      "))
    assert max(map(columns, lines)) <= WIDTH
    assert " ".join(line.strip(" #") for line in lines).replace("a) ", "", 1).split() == text.split()


def test_titles_may_hold_quotes(tmp_path: Path) -> None:
    exercise = write_quiz(tmp_path, ITEMS.replace('en = "Rings"', 'en = "The \\"rings\\""'))
    assert 'The \\"rings\\"' in pages(exercise)["test_public.py"]
    compile(pages(exercise)["test_public.py"], "test_public.py", "exec")
