"""What every view says: exact points, the first step, the order of cases, honest provenance."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import UsageError
from grader.model import Lang, Message, Mismatch, Verdict
from grader.report import FORMATS, renderer, view
from tests.report import samples


@pytest.mark.parametrize(
    ("milli", "shown"),
    [(0, "0"), (7000, "7"), (3500, "3.5"), (3334, "3.334"), (10, "0.01"), (120_000, "120"), (-250, "-0.25")],
)
def test_points_are_exact_thousandths_without_trailing_zeros(milli: int, shown: str) -> None:
    assert view.points(milli) == shown


@given(st.integers(-(10**9), 10**9))
def test_shown_points_can_be_read_back_exactly(milli: int) -> None:
    assert round(float(view.points(milli)) * 1000) == milli


def test_a_named_misconception_comes_first() -> None:
    lead = view.lead(samples.partial(), Lang.EN)
    assert lead is not None
    assert (lead.hint, lead.title) == (samples.FLIPPED, "The kernel is flipped")


def test_the_lead_names_the_cases_that_it_explains() -> None:
    lead = view.lead(samples.partial(), Lang.EN)
    assert lead is not None
    assert lead.lines[-1] == "Explains 3 of the cases below: conv_forward_naive (core 1, core 2, robustness 4)"


def test_without_a_hint_the_reason_for_stopping_comes_first() -> None:
    lead = view.lead(samples.forbidden(), Lang.EN)
    assert lead is not None
    assert "scipy.signal.convolve2d" in lead.lines[0]


def test_the_reason_for_stopping_is_not_told_twice() -> None:
    assert view.notes(samples.forbidden(), Lang.EN) == []


def test_without_hint_and_message_the_first_failing_case_comes_first() -> None:
    lead = view.lead(samples.crash(), Lang.EN)
    assert lead is not None
    assert lead.title == "Agrees with the reference on a small image"


def test_many_explained_cases_are_only_counted() -> None:
    cases = tuple(samples.case(f"F{at}", samples.STRIDE, Verdict.WRONG_ANSWER) for at in range(1, 8))
    forward = samples.task("conv_forward_naive", samples.FORWARD, Verdict.WRONG_ANSWER, *cases)
    hint = replace(samples.FLIPPED, cases=tuple(case.label for case in cases))
    report = samples.report(Verdict.WRONG_ANSWER, forward, hints=(hint,))
    assert view.explains(hint, report, Lang.EN) == "Explains 7 of the cases below: conv_forward_naive (7)"


def test_a_hint_without_known_cases_explains_nothing() -> None:
    assert view.explains(replace(samples.FLIPPED, cases=("elsewhere",)), samples.partial(), Lang.EN) == ""


def test_a_note_of_intake_is_never_the_reason_for_stopping() -> None:
    noted = replace(samples.crash(), messages=(Message("intake.note.renamed", {}),))
    lead = view.lead(noted, Lang.EN)
    assert lead is not None
    assert lead.heading == "First failing case"


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("conv_forward_naive.core.3", "core 3"),
        ("conv_forward_naive.robust.3", "conv_forward_naive.robust.3"),
        ("F1", "F1"),
        ("a\x1b[2J", "a\\x1b[2J"),
    ],
)
def test_a_case_is_called_by_its_group_and_number_where_its_label_says_so(label: str, shown: str) -> None:
    case = replace(samples.case("F1", samples.STRIDE), label=label)
    assert view.name(case, Lang.EN) == shown


def test_only_the_first_case_of_a_hint_is_told_in_full() -> None:
    forward = samples.partial().tasks[0]
    assert [case.label for case in view.telling(forward)] == ["conv_forward_naive.core.1"]


def test_only_the_first_of_equal_messages_is_told_in_full() -> None:
    labels = [case.label for case in view.telling(samples.crash().tasks[0])]
    assert labels == ["conv_forward_naive.core.1", "conv_forward_naive.core.4"]


def test_a_blocked_case_is_told_briefly() -> None:
    more = (Message("outcome.blocked", {"task": "f"}), Message("near.nan_only", {"what": "dx"}))
    case = samples.case("B1", samples.GRAD_X, Verdict.WRONG_ANSWER, messages=more, blocked_by="f")
    assert len(view.briefly(case, Lang.EN)) == 1


def test_of_several_blocked_cases_only_the_first_is_told() -> None:
    wrong, said = Verdict.WRONG_ANSWER, (Message("outcome.blocked", {"task": "f"}),)
    cases = [
        samples.case(f"B{at}", samples.GRAD_X, wrong, messages=said, blocked_by="f", hint=f"W{at}") for at in (1, 2)
    ]
    assert view.telling(samples.task("conv_backward_naive", samples.BACKWARD, wrong, *cases)) == cases[:1]


def test_a_perfect_report_leads_nowhere() -> None:
    assert view.lead(samples.perfect(), Lang.EN) is None


def test_a_blocked_case_is_listed_after_the_cases_that_failed_by_themselves() -> None:
    backward = samples.partial().tasks[1]
    assert [case.label.removeprefix("conv_backward_naive.") for case in view.ordered(backward)] == [
        "robust.3",
        "robust.4",
        "core.1",
        "core.2",
    ]


def test_a_note_about_an_accepted_submission_stays_a_note() -> None:
    noted = replace(samples.perfect(), messages=(Message("near.batch_statistics"),))
    assert len(view.notes(noted, Lang.EN)) == 1


def test_a_detail_of_the_mismatch_is_told_once() -> None:
    detail = Message("structure.length", {"actual": 2, "expected": 3})
    said = (Message("mismatch.structure", {"what": "out"}), detail)
    case = samples.case("F1", samples.STRIDE, messages=said, mismatch=Mismatch("structure", "out", detail=detail))
    assert len(view.sentences(case, Lang.EN)) == 2


def test_no_score_is_never_shown_as_zero() -> None:
    assert view.score(samples.judge_error(), Lang.EN) == "no score"


def test_a_submission_that_is_missing_is_not_called_ungraded() -> None:
    missing = samples.report(Verdict.SKIPPED, messages=(Message("skipped.not_submitted"),))
    assert view.about(missing, Lang.EN) == "Nothing was handed in."


def test_the_comparison_shows_only_what_was_seen() -> None:
    rows = view.comparison(samples.SHAPE, Lang.EN)
    assert rows == [view.Row("shape", "(2, 3, 10, 14)", "(2, 3, 8, 12)")]


def test_missing_layers_are_named() -> None:
    assert ("Not in force here", "cgroup memory limit") in view.provenance(samples.partial(), Lang.EN)


def test_a_run_without_a_boundary_is_called_practice() -> None:
    assert view.unconfined(samples.core_only())
    assert not view.unconfined(samples.partial())


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("lang", Lang)
def test_every_format_renders_by_name(name: str, lang: Lang) -> None:
    assert renderer(name)(samples.partial(), lang).endswith("\n")


def test_an_unknown_format_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="pdf"):
        renderer("pdf")


@pytest.mark.parametrize("module", ["grader.messages", "grader.report", "grader.report.text", "grader.report.json"])
def test_short_commands_do_not_pay_for_heavy_libraries(module: str) -> None:
    program = f"import sys, {module}; print(sorted({{'pydantic', 'jinja2', 'numpy', 'torch'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_first_case_with_a_figure_is_shown_as_well() -> None:
    wrong = Verdict.WRONG_ANSWER
    figure = samples.FIGURES["path"]
    plain, drawn, again = (
        samples.case(f"F{i}", samples.STRIDE, wrong, hint="W1", figures=figures)
        for i, figures in enumerate(((), (figure,), (figure,)), start=1)
    )
    assert view.telling(samples.task("f", samples.FORWARD, wrong, plain, drawn, again)) == [plain, drawn]


def test_a_single_number_has_neither_shape_nor_index() -> None:
    seen = Mismatch("value", "lr", expected_shape=(), actual_shape=(), total=1, differing=1, worst_index=(),
                    worst_ratio=40.0)  # fmt: skip
    assert view.comparison(seen, Lang.EN) == []
