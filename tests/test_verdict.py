"""Verdicts: the worst wins, our faults stay ours, and what is missing is never a pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import JudgeFault
from grader.messages import CATALOGUE, defect, parameters
from grader.model import (
    Case,
    CaseEvidence,
    Group,
    Limits,
    LoadFailure,
    Message,
    Mismatch,
    Outcome,
    Raised,
    RunEvidence,
    Text,
    Verdict,
)
from grader.verdict import case_messages, check_complete, load_message, mismatch_message, of_case, of_task, worst

LIMITS = Limits()
GOOD = (Verdict.ACCEPTED, Verdict.PARTIAL)


def case(name: str, group: Group = Group.CORE) -> Case:
    return Case(name, f"f.{group}.1", "f", group, Text("t", "t"))


def told(seen: CaseEvidence, *, public: bool = False) -> list[str]:
    return [message.key for message in case_messages(case("a"), seen, LIMITS, public=public)]


# --- complete evidence -------------------------------------------------------------------------

PLAN = (case("a"), case("b"))
A, B = CaseEvidence("a", Outcome.PASSED), CaseEvidence("b", Outcome.PASSED)


@pytest.mark.parametrize(
    ("plan", "seen"),
    [
        ((), ()),
        (PLAN, (A,)),
        (PLAN, (A, A)),
        (PLAN, (A, B, B)),
        (PLAN[:1], (A, B)),
        (PLAN, (A, CaseEvidence("c", Outcome.PASSED))),
        ((case("a"), case("a")), (A, A)),
    ],
    ids=["nothing-planned", "missing", "missing-and-twice", "twice", "unplanned", "another", "planned-twice"],
)  # fmt: skip
def test_incomplete_evidence_is_our_fault(plan: tuple[Case, ...], seen: tuple[CaseEvidence, ...]) -> None:
    with pytest.raises(JudgeFault):
        check_complete(RunEvidence(seen, plan))


def test_the_order_in_which_cases_ran_does_not_matter() -> None:
    check_complete(RunEvidence((B, A), PLAN))


def test_a_fault_noted_in_the_evidence_is_a_fault() -> None:
    with pytest.raises(JudgeFault, match="lost"):
        check_complete(RunEvidence((A, B), PLAN, fault="lost"))


# --- one case ----------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.PASSED])
def test_nothing_but_passing_is_accepted(outcome: Outcome) -> None:
    assert of_case(CaseEvidence("a", outcome), None) not in GOOD


def test_a_broken_test_is_our_error() -> None:
    assert of_case(CaseEvidence("a", Outcome.BROKEN), None) is Verdict.JUDGE_ERROR


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        ("syntax", Verdict.INVALID_SUBMISSION),
        ("timeout", Verdict.TIME_LIMIT),
        ("forbidden", Verdict.FORBIDDEN),
        ("import", Verdict.RUNTIME_ERROR),
        ("something a liar made up", Verdict.RUNTIME_ERROR),
    ],
)
def test_cases_that_could_not_run_share_the_load_failure(kind: str, verdict: Verdict) -> None:
    assert of_case(CaseEvidence("a", Outcome.NOT_RUN), LoadFailure(kind)) is verdict


def test_a_case_that_was_not_run_for_another_reason_is_skipped() -> None:
    assert of_case(CaseEvidence("a", Outcome.NOT_RUN), None) is Verdict.SKIPPED


# --- the worst ---------------------------------------------------------------------------------

some = st.lists(st.sampled_from(list(Verdict)), min_size=1)


@given(some)
def test_the_worst_is_one_of_them_and_the_order_does_not_matter(found: list[Verdict]) -> None:
    assert worst(found) in found
    assert worst(reversed(found)) is worst(found)


@given(some)
def test_all_is_well_only_if_everything_is(found: list[Verdict]) -> None:
    assert (worst(found) is Verdict.ACCEPTED) == (set(found) == {Verdict.ACCEPTED})


@given(some)
def test_our_error_is_never_hidden(found: list[Verdict]) -> None:
    assert (worst(found) is Verdict.JUDGE_ERROR) == (Verdict.JUDGE_ERROR in found)


@pytest.mark.parametrize("good", GOOD)
def test_skipped_beside_good_verdicts_is_not_good(good: Verdict) -> None:
    assert worst([good, Verdict.SKIPPED]) is Verdict.SKIPPED


@pytest.mark.parametrize("bad", [v for v in Verdict if v not in (*GOOD, Verdict.SKIPPED)])
def test_skipped_gives_way_to_what_explains_it(bad: Verdict) -> None:
    assert worst([Verdict.SKIPPED, bad, Verdict.ACCEPTED]) is bad


# --- a task ------------------------------------------------------------------------------------


def test_failures_outside_core_alone_make_a_task_partial() -> None:
    found = [(Group.CORE, Verdict.ACCEPTED), (Group.ROBUST, Verdict.TIME_LIMIT), (Group.HYGIENE, Verdict.WRONG_ANSWER)]
    assert of_task(found) is Verdict.PARTIAL


def test_a_core_failure_decides_over_worse_ones_outside() -> None:
    assert of_task([(Group.CORE, Verdict.WRONG_ANSWER), (Group.ROBUST, Verdict.TIME_LIMIT)]) is Verdict.WRONG_ANSWER


@pytest.mark.parametrize("group", list(Group))
def test_our_error_in_any_group_is_the_verdict_of_the_task(group: Group) -> None:
    assert of_task([(Group.CORE, Verdict.WRONG_ANSWER), (group, Verdict.JUDGE_ERROR)]) is Verdict.JUDGE_ERROR


of_cases = st.sampled_from([v for v in Verdict if v is not Verdict.PARTIAL])


@given(st.lists(st.tuples(st.sampled_from(list(Group)), of_cases), min_size=1))
def test_a_task_is_good_only_if_its_whole_core_passed(found: list[tuple[Group, Verdict]]) -> None:
    if of_task(found) in GOOD:
        assert all(verdict is Verdict.ACCEPTED for group, verdict in found if group is Group.CORE)


# --- sentences ---------------------------------------------------------------------------------


def test_a_passed_case_needs_no_words() -> None:
    assert told(CaseEvidence("a", Outcome.PASSED)) == []


def test_a_likely_cause_is_said_before_the_difference() -> None:
    seen = CaseEvidence("a", Outcome.FAILED, mismatch=Mismatch("value", "dx"), near_miss=Message("near.sign_flipped"))
    assert told(seen) == ["near.sign_flipped", "mismatch.value_one"]


def test_beside_a_named_misconception_no_mechanical_cause_is_said() -> None:
    near = Message("near.all_zero", {"what": "dx"})
    seen = CaseEvidence("a", Outcome.FAILED, mismatch=Mismatch("value", "dx"), near_miss=near, matches=("W6",))
    assert told(seen) == ["mismatch.value_one"]


def test_a_floating_point_error_says_how_to_see_it_at_home() -> None:
    seen = CaseEvidence("a", Outcome.RAISED, raised=Raised("FloatingPointError", "overflow encountered in exp"))
    assert told(seen) == ["outcome.raised_float"]
    assert told(seen, public=True) == ["outcome.raised_public"]


def test_what_a_library_complains_about_is_said_in_our_words() -> None:
    text = "mat1 and mat2 shapes cannot be multiplied (5x784 and 1024x10)"
    seen = CaseEvidence("a", Outcome.RAISED, raised=Raised("RuntimeError", text))
    messages = case_messages(case("a"), seen, LIMITS, public=False)
    assert [message.key for message in messages] == ["outcome.raised", "complaint.shapes"]
    assert "784" not in repr(messages)
    assert told(seen, public=True) == ["outcome.raised_public"]


def test_the_text_of_an_exception_is_shown_for_public_suites_only() -> None:
    seen = CaseEvidence("a", Outcome.RAISED, raised=Raised("ValueError", "SECRET 3.14", 7))
    assert "SECRET" not in repr(case_messages(case("a"), seen, LIMITS, public=False))
    assert "SECRET" in repr(case_messages(case("a"), seen, LIMITS, public=True))


def test_a_missing_function_is_told_apart_from_an_unfinished_one() -> None:
    missing = CaseEvidence("a", Outcome.UNIMPLEMENTED, raised=Raised("MissingName"))
    unfinished = CaseEvidence("a", Outcome.UNIMPLEMENTED, raised=Raised("NotImplementedError"))
    assert [told(missing), told(unfinished)] == [["outcome.missing_function"], ["outcome.unimplemented"]]


def test_an_unanswered_item_is_named() -> None:
    seen = CaseEvidence("a", Outcome.UNIMPLEMENTED, raised=Raised("Unanswered", "paradigms"))
    (message,) = case_messages(case("a"), seen, LIMITS, public=False)
    assert (message.key, message.params) == ("outcome.unanswered", {"item": "paradigms"})


KINDS = ("missing", "type", "structure", "shape", "dtype", "nonfinite", "value", "raised", "not_raised", "property",
         "range", "mutated", "gradient", "answer", "answer_one", "answer_all", "answer_number")  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_mismatch_has_its_sentence_with_its_parameters(kind: str) -> None:
    (message,) = case_messages(
        case("a"), CaseEvidence("a", Outcome.FAILED, mismatch=Mismatch(kind, "dx")), LIMITS, public=False
    )
    assert set(message.params) == parameters(message.key)


PLAIN_OUTCOMES = (Outcome.MEMORY, Outcome.OUTPUT, Outcome.PROTOCOL, Outcome.NOT_RUN, Outcome.BROKEN, Outcome.DIED)


@pytest.mark.parametrize(
    "seen",
    [
        *(CaseEvidence("a", outcome) for outcome in PLAIN_OUTCOMES),
        CaseEvidence("a", Outcome.TIMEOUT, note="1.5"),
        CaseEvidence("a", Outcome.DIED, note="signal 9"),
        CaseEvidence("a", Outcome.FORBIDDEN, note="numpy.convolve"),
        CaseEvidence("a", Outcome.RAISED, raised=Raised("ValueError")),
    ],
    ids=lambda seen: seen.outcome,
)
@pytest.mark.parametrize("public", [False, True], ids=["hidden", "public"])
def test_every_outcome_has_its_sentence_with_its_parameters(seen: CaseEvidence, public: bool) -> None:
    (message,) = case_messages(case("a"), seen, LIMITS, public=public)
    assert set(message.params) == parameters(message.key)


LOAD_KINDS = ("syntax", "encoding", "import", "raised", "timeout", "died", "memory", "forbidden", "protocol", "output")


@pytest.mark.parametrize("kind", [*LOAD_KINDS, "something a liar made up"])
@pytest.mark.parametrize("raised", [None, Raised("ValueError", "text", 3)], ids=["bare", "raised"])
def test_every_load_failure_has_its_sentence_with_its_parameters(kind: str, raised: Raised | None) -> None:
    message = load_message(LoadFailure(kind, raised), LIMITS)
    assert message.key in CATALOGUE
    assert set(message.params) == parameters(message.key)


@pytest.mark.parametrize(
    ("total", "ratio", "key"),
    [
        (1, 40.0, "mismatch.value_one"),
        (1, 1e9, "mismatch.value_exact"),
        (6, 40.0, "mismatch.value"),
        (6, 1e9, "mismatch.value_discrete"),
    ],
)
def test_one_number_has_no_index_and_equality_no_tolerance(total: int, ratio: float, key: str) -> None:
    seen = Mismatch("value", "lr", differing=1, total=total, worst_index=(), worst_ratio=ratio)
    message = mismatch_message(seen)
    assert message.key == key
    assert defect(message) == ""


def test_a_gradient_of_one_number_is_told_as_one() -> None:
    assert mismatch_message(Mismatch("gradient", "da", total=1, worst_ratio=3.0)).key == "mismatch.gradient_one"
