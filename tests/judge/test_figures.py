"""Figures on their whole way: shown by a hidden test, sent by the judge, held by the report, whatever was answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.model import CaseResult, Curve, Histogram, Report, Verdict
from grader.report.json import from_json, to_json

SUITE = """
import numpy as np
from grader.judge import case, expect, show


@case("double", "Twice the input", "입력의 두 배")
def test_double(student, reference):
    x = np.arange(4.0)
    got = student.double(x)
    show.curve(got, "double", required=reference.double(x), call="double(np.arange(4.0))")
    show.histogram(got, "double", 0, 8, bins=4)
    expect.close(got, 2 * x, "out")


@case("forward", "Scaled", "곱해요")
def test_forward(student):
    out, _ = student.forward(np.ones(2), {"k": 3.0})
    expect.close(out, 3 * np.ones(2), "out")


@case("backward", "Gradient", "기울기")
def test_backward(student):
    _, cache = student.forward(np.ones(2), {"k": 3.0})
    expect.close(student.backward(np.ones(2), cache), 3 * np.ones(2), "dx")
"""
RIGHT = """
def double(x): return 2 * x
def forward(x, param): return x * param["k"], param["k"]
def backward(dout, cache): return dout * cache
"""
Grade = Callable[..., Report]


def first(report: Report) -> CaseResult:
    return report.tasks[0].cases[0]


@pytest.mark.parametrize(("factor", "verdict"), [(2, Verdict.ACCEPTED), (3, Verdict.WRONG_ANSWER)])
def test_a_report_holds_the_figures_of_right_and_wrong_answers(grade: Grade, factor: int, verdict: Verdict) -> None:
    case = first(grade(RIGHT.replace("2 * x", f"{factor} * x"), SUITE))
    curve, histogram = case.figures
    assert case.verdict is verdict
    assert isinstance(curve, Curve)
    assert (curve.seen, curve.low) == ((0.0, 1.0 * factor, 2.0 * factor, 3.0 * factor), (0.0, 2.0, 4.0, 6.0))
    assert isinstance(histogram, Histogram)
    assert histogram.total == 4


def test_cases_that_show_nothing_have_no_figures(grade: Grade) -> None:
    others = grade(RIGHT, SUITE).tasks[1:]
    assert [case.figures for task in others for case in task.cases] == [(), ()]


ODD = ["None", "'2'", "x.astype(complex)", "[x]", "float('nan') * x", "1e308 * x * 1e308", "x[:1]", "list(x) * 900"]


@pytest.mark.parametrize("answer", [*ODD, "np.zeros(1 << 22, np.int8)"])
def test_no_answer_breaks_the_judge_by_its_figure(grade: Grade, answer: str) -> None:
    report = grade("import numpy as np\n" + RIGHT.replace("2 * x", answer), SUITE)
    assert first(report).verdict is Verdict.WRONG_ANSWER
    assert [case.verdict for task in report.tasks[1:] for case in task.cases] == [Verdict.ACCEPTED] * 2
    assert from_json(to_json(report)) == report
