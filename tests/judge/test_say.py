"""Words in a suite: given in both languages once, they arrive in the report in the language of its reader."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from grader.judge import expect, records, say, show
from grader.judge.expect import Unexpected
from grader.messages import render
from grader.model import CaseEvidence, Lang, Message, Outcome, Verdict, Words
from grader.report import renderer
from grader.report.json import from_json, to_json
from grader.verdict import mismatch_message
from tests.report import samples

MEAN = say("mean of the first layer", "첫 층의 평균")


def unmet(condition: object, what: Words) -> Unexpected:
    with pytest.raises(Unexpected) as caught:
        expect.holds(condition, what)
    return caught.value


def test_a_property_in_words_is_said_in_the_language_of_the_reader() -> None:
    message = mismatch_message(unmet(False, say("one entry per layer", "층마다 항목이 하나예요")).mismatch)
    assert "one entry per layer" in render(message, Lang.EN)
    assert "층마다 항목이 하나예요" in render(message, Lang.KO)
    assert "entry" not in render(message, Lang.KO)


def test_code_is_the_same_in_both_languages_and_keeps_its_backticks() -> None:
    message = Message("near.sign_flipped", {"what": "dx"})
    assert all("`dx`" in render(message, lang) for lang in Lang)


def test_words_are_quoted_where_code_would_stand_in_backticks() -> None:
    message = Message("near.sign_flipped", {"what": MEAN})
    assert render(message, Lang.EN).startswith("\u201cmean of the first layer\u201d is")
    assert render(message, Lang.KO).startswith("\u2018첫 층의 평균\u2019 값은")


def test_a_part_of_what_is_named_in_words_is_named_in_both_languages() -> None:
    with pytest.raises(Unexpected) as caught:
        expect.close([1.0, 2.0], [1.0, 3.0], MEAN)
    assert caught.value.mismatch.what == say("mean of the first layer[1]", "첫 층의 평균[1]")


def test_a_near_miss_carries_both_languages() -> None:
    with pytest.raises(Unexpected) as caught:
        expect.close(-np.array([1.0, 2.0, 4.0]), np.array([1.0, 2.0, 4.0]), MEAN)
    assert caught.value.near is not None
    assert caught.value.near.params["what"] == MEAN


@pytest.mark.parametrize("outcome", [Outcome.PASSED, Outcome.FAILED])
def test_both_languages_cross_from_the_judge_to_the_controller(outcome: Outcome) -> None:
    figures = show.collecting()
    show.curve([1.0, 2.0], MEAN)
    failed = {"mismatch": unmet(False, MEAN).mismatch, "near_miss": Message("near.offset", {"what": MEAN})}
    seen = CaseEvidence("test_x", outcome, figures=tuple(figures), **failed if outcome is Outcome.FAILED else {})  # type: ignore[arg-type]
    assert records.evidence(records.brief(seen)) == seen


def test_a_report_keeps_both_languages_in_json_and_shows_one() -> None:
    wrong = replace(samples.OUT, what=MEAN)
    report = samples.SAMPLES["partial"]()
    task = report.tasks[0]
    case = replace(task.cases[0], verdict=Verdict.WRONG_ANSWER, mismatch=wrong, messages=(mismatch_message(wrong),))
    told = replace(report, hints=(), tasks=(replace(task, cases=(case,)), *report.tasks[1:]))
    assert from_json(to_json(told)) == told
    assert "첫 층의 평균" in renderer("html")(told, Lang.KO)
    assert "mean of the first layer" not in renderer("html")(told, Lang.KO)
