"""One report from plan, evidence, points and hints; an error of ours is never a score."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.assemble import report, unscored
from grader.errors import JudgeFault
from grader.model import (
    Case,
    CaseEvidence,
    CaseResult,
    Exercise,
    Group,
    Kind,
    KnownWrong,
    Limits,
    LoadFailure,
    Message,
    Mismatch,
    Outcome,
    Provenance,
    Raised,
    Report,
    RunEvidence,
    RunFacts,
    SandboxFacts,
    Submission,
    Task,
    Text,
    Verdict,
)

T = Text("title", "제목")
EXERCISE = Exercise(
    number=1,
    slug="toy",
    module="01_toys",
    kind=Kind.NUMPY,
    tier="core",
    title=T,
    summary=T,
    tasks=(Task("forward", 2, T), Task("backward", 3, T)),
    limits=Limits(),
    devices=("cpu",),
    forbidden=(),
    published=Path(),
    private=None,
)
PLAN = (
    Case("f", "forward.core.1", "forward", Group.CORE, T),
    Case("fh", "forward.hygiene.1", "forward", Group.HYGIENE, T),
    Case("b", "backward.core.1", "backward", Group.CORE, T, needs=("forward",)),
)
SUBMISSION = Submission("ada", "toy.py", {"toy.py": b""}, "0" * 64, notes=(Message("intake.note"),))
WRONG = KnownWrong("W1", "w", Text("title", "제목"), Text("hint", "힌트"), (), b"")


def run(
    f: CaseEvidence | Outcome = Outcome.PASSED,
    fh: CaseEvidence | Outcome = Outcome.PASSED,
    b: CaseEvidence | Outcome = Outcome.PASSED,
    load: LoadFailure | None = None,
    facts: tuple[RunFacts, ...] = (),
) -> RunEvidence:
    named = {"f": f, "fh": fh, "b": b}
    cases = tuple(CaseEvidence(name, seen) if isinstance(seen, Outcome) else seen for name, seen in named.items())
    return RunEvidence(cases, PLAN, load, facts)


def assembled(evidence: RunEvidence, suite: str = "hidden") -> Report:
    provenance = Provenance("", "", "", "", suite, "cpu", SandboxFacts("fake", 0), Limits(), {})
    return report(EXERCISE, SUBMISSION, evidence, (WRONG,), provenance, wall_seconds=0.5)


def case(found: Report, label: str) -> CaseResult:
    return next(row for task in found.tasks for row in task.cases if row.label == label)


def test_everything_passed_is_accepted_with_full_marks() -> None:
    found = assembled(run())
    assert (found.verdict, found.passed, found.scored) == (Verdict.ACCEPTED, True, True)
    assert found.earned_milli == found.max_milli == 5000


def test_an_error_of_ours_gives_no_score_and_says_so() -> None:
    found = assembled(run(b=Outcome.BROKEN))
    assert (found.verdict, found.passed, found.scored, found.earned_milli) == (Verdict.JUDGE_ERROR, False, False, 0)
    assert Message("judge.fault") in found.messages


def test_an_error_of_ours_is_not_hidden_behind_a_worse_looking_student() -> None:
    assert assembled(run(f=Outcome.TIMEOUT, b=Outcome.BROKEN)).verdict is Verdict.JUDGE_ERROR


def test_a_case_without_evidence_is_a_fault_and_no_report() -> None:
    with pytest.raises(JudgeFault):
        assembled(RunEvidence((CaseEvidence("f", Outcome.PASSED),), PLAN))


def test_an_empty_plan_is_a_fault_and_no_report() -> None:
    with pytest.raises(JudgeFault):
        assembled(RunEvidence((), ()))


def test_losing_points_outside_core_alone_still_passes() -> None:
    found = assembled(run(fh=Outcome.FAILED))
    assert (found.verdict, found.passed) == (Verdict.PARTIAL, True)
    assert found.earned_milli == found.max_milli - case(found, "forward.hygiene.1").max_milli


def test_a_task_that_never_ran_does_not_pass_because_another_is_partial() -> None:
    assert not assembled(run(fh=Outcome.FAILED, b=Outcome.NOT_RUN)).passed


def test_a_failed_need_blocks_and_is_said_first() -> None:
    mismatch = CaseEvidence("b", Outcome.FAILED, mismatch=Mismatch("value", "dx"))
    blocked = case(assembled(run(f=Outcome.FAILED, b=mismatch)), "backward.core.1")
    assert blocked.blocked_by == "forward"
    assert [message.key for message in blocked.messages] == ["outcome.blocked", "mismatch.value_one"]


def test_a_case_that_passed_is_not_blocked() -> None:
    assert case(assembled(run(f=Outcome.FAILED)), "backward.core.1").blocked_by == ""


def test_a_failure_of_the_need_outside_core_does_not_block() -> None:
    assert case(assembled(run(fh=Outcome.FAILED, b=Outcome.FAILED)), "backward.core.1").blocked_by == ""


def test_a_load_failure_is_told_once_not_per_case() -> None:
    load = LoadFailure("syntax", Raised("SyntaxError", "invalid syntax"), line=3)
    found = assembled(run(Outcome.NOT_RUN, Outcome.NOT_RUN, Outcome.NOT_RUN, load))
    assert found.verdict is Verdict.INVALID_SUBMISSION
    assert found.messages[0] == Message("load.syntax", {"line": 3, "text": "invalid syntax"})
    assert all(not row.messages and not row.blocked_by for task in found.tasks for row in task.cases)


def test_the_notes_of_intake_reach_the_student() -> None:
    assert Message("intake.note") in assembled(run()).messages


def test_a_case_names_the_hint_that_explains_it() -> None:
    found = assembled(run(f=CaseEvidence("f", Outcome.FAILED, matches=("W1",))))
    assert [hint.id for hint in found.hints] == ["W1"]
    assert [row.hint for task in found.tasks for row in task.cases] == ["W1", "", ""]


@pytest.mark.parametrize(("suite", "shown"), [("hidden", ""), ("public", "onetwo")])
def test_output_is_kept_for_public_suites_only(suite: str, shown: str) -> None:
    facts = (RunFacts(stdout=b"one", stderr=b"one"), RunFacts(stdout=b"two", stderr=b"two"))
    found = assembled(run(facts=facts), suite)
    assert (found.stdout, found.stderr) == (shown, shown)


def test_output_that_is_no_text_does_not_hurt() -> None:
    assert assembled(run(facts=(RunFacts(stdout=b"\xff\xfeok"),)), "public").stdout == "\ufffd\ufffdok"


def test_processor_time_of_every_candidate_is_added_up() -> None:
    facts = (RunFacts(cpu_seconds=0.25), RunFacts(cpu_seconds=0.5))
    assert assembled(run(facts=facts)).cpu_seconds == 0.75


outcomes = st.sampled_from(list(Outcome))


@given(outcomes, outcomes, outcomes)
def test_points_of_cases_tasks_and_report_always_agree(f: Outcome, fh: Outcome, b: Outcome) -> None:
    found = assembled(run(f, fh, b))
    for task in found.tasks:
        assert task.earned_milli == sum(row.earned_milli for row in task.cases)
        assert task.max_milli == sum(row.max_milli for row in task.cases)
    if found.scored:
        assert found.earned_milli == sum(task.earned_milli for task in found.tasks)
    assert found.max_milli == EXERCISE.points * 1000


@given(outcomes, outcomes, outcomes)
def test_passing_means_that_every_core_case_passed(f: Outcome, fh: Outcome, b: Outcome) -> None:
    found = assembled(run(f, fh, b))
    assert found.passed == (f is b is Outcome.PASSED and fh is not Outcome.BROKEN)


@pytest.mark.parametrize("scored", [True, False])
def test_a_report_without_a_run_earns_nothing_of_all_points(scored: bool) -> None:
    found = unscored(EXERCISE, "ada", Verdict.SKIPPED, Message("skipped.not_submitted"), scored=scored)
    assert (found.earned_milli, found.max_milli, found.passed, found.scored) == (0, 5000, False, scored)
    assert found.provenance is None
