"""A quiz with one item of each form, complete on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader import quiz
from grader.catalog import open_course
from grader.model import Exercise
from grader.quiz.schema import read

ITEMS = """
[[items]]
id = "planet"
task = "space"
choose = "one"
title = { en = "Largest planet", ko = "가장 큰 행성" }
text = { en = "Which planet is the largest?", ko = "가장 큰 행성은 무엇인가요?" }
[[items.options]]
en = "Mars"
ko = "화성"
hint = { en = "HINT-MARS smaller than the earth", ko = "지구보다 작아요." }
[[items.options]]
en = "Jupiter"
ko = "목성"
right = true
[[items.options]]
en = "Saturn"
ko = "토성"
hint = { en = "HINT-SATURN second", ko = "두 번째예요." }

[[items]]
id = "rings"
task = "space"
choose = "all"
title = { en = "Rings", ko = "고리" }
text = { en = "Which have rings?", ko = "고리가 있는 것은 무엇인가요?" }
[[items.options]]
en = "Saturn"
ko = "토성"
right = true
hint = { en = "HINT-RING look at a picture", ko = "사진을 보세요." }
[[items.options]]
en = "Venus"
ko = "금성"
hint = { en = "HINT-VENUS no rings there", ko = "고리가 없어요." }
[[items.options]]
en = "Uranus"
ko = "천왕성"
right = true
hint = { en = "HINT-URANUS found in 1977", ko = "1977년에 찾았어요." }
[[items.options]]
en = "Mercury"
ko = "수성"
hint = { en = "HINT-MERCURY too hot", ko = "너무 뜨거워요." }

[[items]]
id = "moons"
task = "counting"
choose = "number"
title = { en = "Moons", ko = "위성" }
text = { en = "How many moons has Mars?", ko = "화성의 위성은 몇 개인가요?" }
[items.number]
value = 2
tolerance = 0.01
other = { en = "HINT-OTHER count again", ko = "다시 세어 보세요." }
[[items.number.mistakes]]
value = 1
hint = { en = "HINT-EARTH that is the earth's", ko = "지구의 위성 수예요." }
"""

MANIFEST = """
number = 6
slug = "small_quiz"
kind = "quiz"
tier = "core"
title = { en = "Small quiz", ko = "작은 퀴즈" }
summary = { en = "Three items.", ko = "문항 세 개." }
[[tasks]]
name = "space"
points = 2
title = { en = "Space", ko = "우주" }
[[tasks]]
name = "counting"
points = 1
title = { en = "Counting", ko = "세기" }
"""

SUITE = """from grader.judge import quiz

test_answer = quiz.answers(__file__)
"""

RIGHT = {"planet": "b", "rings": ["a", "c"], "moons": 2.0}


@pytest.fixture(scope="session")
def items() -> tuple[quiz.Item, ...]:
    return read(ITEMS, "items.toml")


def write_quiz(root: Path, items: str = ITEMS) -> Exercise:
    """The quiz as an author writes it: nothing that is generated is there yet."""
    published, private = (root / part / "01_quizzes" / "small_quiz" for part in ("exercises", "solutions"))
    published.mkdir(parents=True)
    private.mkdir(parents=True)
    (published / "exercise.toml").write_text(MANIFEST, encoding="utf-8")
    for name, heading in (("README.md", "Read me"), ("README.ko.md", "읽어 보세요")):
        (published / name).write_text(f"# {heading}\n\n<!-- items -->\n<!-- /items -->\n\nEnd.\n", encoding="utf-8")
    (private / "items.toml").write_text(items, encoding="utf-8")
    (private / "test_hidden.py").write_text(SUITE, encoding="utf-8")
    return open_course(root).get("small_quiz")
