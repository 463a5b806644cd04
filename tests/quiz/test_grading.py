"""A quiz through the real pipeline: points per item, one hint per wrong choice, nothing for those who know nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograde.verify import prove, write_stub
from autograde.verify.proof import submission
from autograde.verify.quizzes import telling
from grader import quiz
from grader.errors import SandboxUnavailable
from grader.model import Exercise, Lang, Report, Verdict
from grader.pipeline import Grader
from grader.quiz.schema import read
from grader.report.json import render
from grader.sandbox.base import Sandbox, SandboxSpec
from grader.sandbox.process import ProcessSandbox
from grader.sandbox.unsafe import UnsafeSandbox
from tests.quiz.conftest import ITEMS, RIGHT, write_quiz


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    chosen: Sandbox
    try:
        chosen = ProcessSandbox(SandboxSpec())
    except SandboxUnavailable:
        chosen = UnsafeSandbox(SandboxSpec())
    yield chosen
    chosen.close()


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    made = write_quiz(tmp_path_factory.mktemp("course"))
    assert write_stub(made)
    return made


@pytest.fixture(scope="module")
def grader(exercise: Exercise, sandbox: Sandbox) -> Iterator[Grader]:
    with Grader(exercise, sandbox, suite="hidden", secret=b"tests", device="cpu") as made:
        yield made


def graded(grader: Grader, source: str) -> Report:
    return grader.grade(submission(grader.exercise, source.encode("utf-8"), "student"))


def answered(grader: Grader, **answers: object) -> Report:
    return graded(grader, f"ANSWERS = { ({**RIGHT, **answers})!r}\n")


def keys(report: Report) -> list[str]:
    return [message.key for task in report.tasks for case in task.cases for message in case.messages]


def test_right_answers_earn_everything(grader: Grader) -> None:
    report = answered(grader)
    assert (report.verdict, report.earned_milli) == (Verdict.ACCEPTED, 3000)


def test_every_item_counts_by_itself(grader: Grader) -> None:
    report = answered(grader, planet="a")
    assert report.earned_milli == 2000
    assert [hint.text.en for hint in report.hints] == ["HINT-MARS smaller than the earth"]
    assert keys(report) == ["mismatch.answer"]


def test_each_wrong_choice_gets_its_own_hint_and_no_other(grader: Grader) -> None:
    report = answered(grader, planet="c", rings=["a", "b", "c"], moons=1)
    told = [hint.text.en.partition(" ")[0] for hint in report.hints]
    assert told == ["HINT-SATURN", "HINT-VENUS", "HINT-EARTH"]


def test_ticking_everything_earns_nothing_and_is_told_why(grader: Grader) -> None:
    report = answered(grader, rings=["a", "b", "c", "d"])
    assert report.earned_milli == 2000
    assert [hint.text for hint in report.hints] == [quiz.mistakes(read(ITEMS, ""))[6].hint]


def test_open_items_are_named_and_get_no_hint(grader: Grader) -> None:
    report = graded(grader, 'ANSWERS = {"planet": "b", "rings": None}\n')
    messages = [m for task in report.tasks for case in task.cases for m in case.messages]
    assert [(m.key, m.params) for m in messages] == [
        ("outcome.unanswered", {"item": "rings"}),
        ("outcome.unanswered", {"item": "moons"}),
    ]
    assert report.hints == ()


def test_without_a_book_of_answers_every_item_is_open(grader: Grader) -> None:
    report = graded(grader, "answers = {}\n")
    assert set(keys(report)) == {"outcome.unanswered"}
    assert report.verdict is Verdict.NOT_IMPLEMENTED


def test_an_answer_that_cannot_be_read_says_what_form_is_asked_for(grader: Grader) -> None:
    report = answered(grader, planet="bc", rings="ac", moons="2")
    assert keys(report) == ["mismatch.answer_one", "mismatch.answer_all", "mismatch.answer_number"]
    assert report.hints == ()


def test_a_report_on_wrong_numbers_is_the_same_for_near_and_far_ones(grader: Grader) -> None:
    near, far = answered(grader, moons=2.02), answered(grader, moons=-1e9)
    assert near.hints == far.hints
    assert [t.cases[0].mismatch for t in near.tasks] == [t.cases[0].mismatch for t in far.tasks]


def test_a_report_on_a_list_does_not_count_what_is_wrong_with_it(grader: Grader) -> None:
    one, both = answered(grader, rings=["a", "b", "c"]), answered(grader, rings=["b", "d"])
    assert one.hints == both.hints
    assert one.earned_milli == both.earned_milli


def test_no_answer_of_others_is_in_the_report(grader: Grader) -> None:
    text = render(answered(grader, planet="a"), Lang.KO) + render(answered(grader, planet="a"), Lang.EN)
    assert "Jupiter" not in text
    assert "목성" not in text
    assert "HINT-URANUS" not in text


def test_a_proof_of_the_quiz_holds(exercise: Exercise, sandbox: Sandbox) -> None:
    found = prove(exercise, sandbox, mutation=True)
    broken = [check.name for check in found.checks if not check.holds]
    assert broken == []
    assert found.mutation is not None
    assert found.mutation.score == 1.0


def test_a_stale_page_breaks_the_proof(tmp_path: Path, sandbox: Sandbox) -> None:
    made = write_quiz(tmp_path)
    write_stub(made)
    page = made.published / "README.ko.md"
    page.write_text(page.read_text(encoding="utf-8").replace("토성", "해왕성"), encoding="utf-8")
    found = prove(made, sandbox, mutation=False)
    assert "README.ko.md" in next(c.detail for c in found.checks if c.name == "stub is generated from the reference")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("HINT-MARS smaller than the earth", "No, Jupiter is larger"),
        ("HINT-SATURN second", 'Choose "b" instead'),
        ("HINT-SATURN second", "What about b)?"),
        ("HINT-EARTH that is the earth's", "Mars has 2 of them"),
    ],
    ids=["quotes", "letter", "bracket", "number"],
)
def test_a_hint_that_gives_the_answer_away_is_noticed(before: str, after: str) -> None:
    text = ITEMS.replace(before, after.replace('"', "'"), 1)
    assert telling(read(ITEMS, "")) == []
    assert len(telling(read(text, ""))) == 1


def test_the_public_suite_looks_at_the_form_only(exercise: Exercise, sandbox: Sandbox) -> None:
    with Grader(exercise, sandbox, suite="public", secret=b"tests", device="cpu") as grader:
        wrong = answered(grader, planet="a", rings=["b"], moons=99)
        assert wrong.verdict is Verdict.ACCEPTED
        assert answered(grader, planet="z").verdict is Verdict.WRONG_ANSWER
