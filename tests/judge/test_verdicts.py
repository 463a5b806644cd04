"""One submission, one report: what each kind of program gets."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.model import CaseResult, Lang, Report, Verdict
from grader.report.text import render

Grade = Callable[..., Report]

RIGHT = """
def double(x):
    return x + x
def forward(x, param):
    return param["k"] * x, param["k"]
def backward(dout, cache):
    return cache * dout
"""


def with_double(body: str) -> str:
    return RIGHT + f"\ndef double(x):\n    {body}\n"


def case(report: Report, label: str) -> CaseResult:
    return next(case for task in report.tasks for case in task.cases if case.label == label)


def keys(report: Report) -> set[str]:
    return {message.key for task in report.tasks for case in task.cases for message in case.messages}


def test_a_right_submission_earns_everything(grade: Grade) -> None:
    report = grade(RIGHT)
    assert report.verdict is Verdict.ACCEPTED
    assert report.earned_milli == report.max_milli == 7000


def test_a_known_misconception_is_named(grade: Grade) -> None:
    report = grade(with_double("return x ** 2"))
    assert report.verdict is Verdict.WRONG_ANSWER
    assert [hint.id for hint in report.hints] == ["W1"]
    assert report.hints[0].cases == ("double.core.1",)


def test_an_unknown_mistake_gets_a_mechanical_explanation(grade: Grade) -> None:
    report = grade(with_double("return -2 * x"))
    assert report.hints == ()
    assert "near.sign_flipped" in keys(report)


@pytest.mark.parametrize(
    ("body", "verdict", "key"),
    [
        ("raise NotImplementedError", Verdict.NOT_IMPLEMENTED, "outcome.unimplemented"),
        ("return x.nothing", Verdict.RUNTIME_ERROR, "outcome.raised"),
        ("while True: pass", Verdict.TIME_LIMIT, "outcome.timeout"),
        ("import os; os._exit(0)", Verdict.RUNTIME_ERROR, "outcome.died"),
        ("raise SystemExit(0)", Verdict.RUNTIME_ERROR, "outcome.raised"),
        ("return None", Verdict.WRONG_ANSWER, "near.none_returned"),
        ("return x[:0]", Verdict.WRONG_ANSWER, "mismatch.shape"),
        ("return (2 * x).astype(int)", Verdict.WRONG_ANSWER, "mismatch.dtype"),
        ("return x * float('nan')", Verdict.WRONG_ANSWER, "mismatch.nonfinite"),
        ("return object()", Verdict.WRONG_ANSWER, "mismatch.type"),
        ("import numpy; return numpy.ma.masked_all(x.shape)", Verdict.WRONG_ANSWER, "mismatch.type"),
        ("return [x] * 60000", Verdict.RUNTIME_ERROR, "outcome.protocol"),
        ("a = []; a.append(a); return a", Verdict.RUNTIME_ERROR, "outcome.protocol"),
        ("import numpy; numpy.convolve(x[0], x[0]); return 2 * x", Verdict.FORBIDDEN, ""),
        ("print('x' * 10**7, flush=True); return 2 * x", Verdict.OUTPUT_LIMIT, "outcome.output"),
    ],
)  # fmt: skip
def test_each_kind_of_failure_has_its_own_verdict_and_sentence(
    grade: Grade, body: str, verdict: Verdict, key: str
) -> None:
    report = grade(with_double(body))
    assert report.verdict is verdict
    assert not key or key in keys(report)
    assert render(report, Lang.KO)
    assert render(report, Lang.EN)


def test_a_hang_in_one_function_leaves_the_others_their_points(grade: Grade) -> None:
    report = grade(with_double("while True: pass"))
    assert case(report, "forward.core.1").verdict is Verdict.ACCEPTED
    assert report.earned_milli == 4000


def test_a_missing_function_is_called_missing(grade: Grade) -> None:
    report = grade("def double(x): return 2 * x\n")
    assert case(report, "double.core.1").verdict is Verdict.ACCEPTED
    assert "outcome.missing_function" in keys(report)


@pytest.mark.parametrize(
    ("source", "verdict", "key"),
    [
        ("def double(x:\n", Verdict.INVALID_SUBMISSION, "load.syntax"),
        (b"\xff\xfe\x00", Verdict.INVALID_SUBMISSION, "load.encoding"),
        ("import nothing_like_this\n", Verdict.RUNTIME_ERROR, "load.import"),
        ("1 / 0\n", Verdict.RUNTIME_ERROR, "load.raised"),
        ("while True: pass\n", Verdict.TIME_LIMIT, "load.timeout"),
        ("import os\nos._exit(0)\n", Verdict.RUNTIME_ERROR, "load.died"),
        ("import sys\nsys.exit(0)\n", Verdict.RUNTIME_ERROR, "load.raised"),
        ("import numpy as np\ndef double(x):\n    return np.convolve(x, x)\n", Verdict.FORBIDDEN, "load.forbidden"),
        ("x = " + "-" * 200_000 + "1\n", Verdict.INVALID_SUBMISSION, "load.syntax"),
    ],
    ids=["syntax", "encoding", "import", "raised", "hang", "exit", "sysexit", "forbidden", "parser-bomb"],
)  # fmt: skip
def test_a_file_that_cannot_be_loaded_gets_one_sentence(
    grade: Grade, source: str | bytes, verdict: Verdict, key: str
) -> None:
    report = grade(source)
    assert report.verdict is verdict
    assert report.earned_milli == 0
    assert [message.key for message in report.messages] == [key]
    assert render(report, Lang.KO)


def test_a_syntax_error_names_the_line(grade: Grade) -> None:
    report = grade("a = 1\ndef double(x)\n    return x\n")
    assert report.messages[0].params["line"] == 2


def test_the_backward_pass_says_that_the_forward_pass_blocks_it(grade: Grade) -> None:
    report = grade(RIGHT + "\ndef forward(x, param):\n    return x, 1.0\n")
    blocked = case(report, "backward.core.1")
    assert blocked.blocked_by == "forward"
    assert blocked.messages[0].key == "outcome.blocked"


def test_points_outside_core_need_a_passing_core_case(grade: Grade) -> None:
    report = grade(with_double("return x"))  # leaves its input alone, and is wrong
    assert case(report, "double.hygiene.1").verdict is Verdict.ACCEPTED
    assert case(report, "double.hygiene.1").earned_milli == 0


MANY_CASES = "from grader.judge import case, expect\n" + "".join(
    f"""
@case("{task}", "t", "t")
def test_{task}_{i}(student):
    expect.equal(student.{task}({i}), 2 * {i})
"""
    for task in ("double", "forward", "backward")
    for i in range(1, 4)
)


def test_a_task_that_keeps_crashing_is_given_up_and_the_others_go_on(grade: Grade) -> None:
    source = "import os\ndef double(x): os._exit(1)\ndef forward(x): return 2 * x\nbackward = forward\n"
    report = grade(source, MANY_CASES)
    assert [case(report, f"double.core.{i}").verdict for i in (1, 2, 3)] == [
        Verdict.RUNTIME_ERROR,
        Verdict.RUNTIME_ERROR,
        Verdict.SKIPPED,
    ]
    assert report.earned_milli == 4000
    assert report.verdict is Verdict.RUNTIME_ERROR


def test_equal_submissions_get_equal_reports(grade: Grade) -> None:
    def without_times(report: Report) -> list[tuple[object, ...]]:
        return [(c.label, c.verdict, c.messages, c.mismatch) for task in report.tasks for c in task.cases]

    source = with_double("return x * 1.5")
    assert without_times(grade(source)) == without_times(grade(source))
