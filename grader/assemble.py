"""Puts evidence, verdicts, points and hints together into the one ``Report``. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from grader import diagnose, scoring, verdict
from grader.model import (
    Case,
    CaseEvidence,
    CaseResult,
    Exercise,
    Hint,
    KnownWrong,
    Message,
    Provenance,
    Report,
    RunEvidence,
    Submission,
    TaskResult,
    Verdict,
)


def report(
    exercise: Exercise,
    submission: Submission,
    run: RunEvidence,
    wrongs: Sequence[KnownWrong],
    provenance: Provenance,
    *,
    wall_seconds: float,
) -> Report:
    """The report of one run. Raises ``JudgeFault`` when the evidence is incomplete."""
    verdict.check_complete(run)
    public = provenance.suite == "public"
    seen = {record.id: record for record in run.cases}
    full = scoring.maxima(run.plan, exercise.tasks)
    passed = {name: verdict.of_case(record, run.load) is Verdict.ACCEPTED for name, record in seen.items()}
    points = scoring.earned(run.plan, full, passed)
    hints = diagnose.hints(run.plan, run.cases, wrongs)
    broken_core = {case.task for case in run.plan if case.group == "core" and not passed[case.id]}
    rows = [
        _case(exercise, case, seen[case.id], run, full, points, hints, broken_core, public=public) for case in run.plan
    ]
    tasks = tuple(_task(exercise, index, rows) for index in range(len(exercise.tasks)))
    overall = _overall(tasks)
    failed_by_us = overall is Verdict.JUDGE_ERROR
    messages = (verdict.load_message(run.load, exercise.limits),) if run.load else ()
    return Report(
        exercise=exercise.slug,
        number=exercise.number,
        title=exercise.title,
        student=submission.name,
        verdict=overall,
        passed=overall in (Verdict.ACCEPTED, Verdict.PARTIAL),
        scored=not failed_by_us,
        earned_milli=0 if failed_by_us else sum(task.earned_milli for task in tasks),
        max_milli=sum(task.max_milli for task in tasks),
        messages=(*messages, *submission.notes, *((Message("judge.fault"),) if failed_by_us else ())),
        hints=hints,
        tasks=tasks,
        provenance=provenance,
        wall_seconds=wall_seconds,
        cpu_seconds=sum(facts.cpu_seconds for facts in run.facts),
        # What a submission prints during hidden tests could carry hidden inputs: it is not kept.
        stdout=_text(facts.stdout for facts in run.facts) if public else "",
        stderr=_text(facts.stderr for facts in run.facts) if public else "",
        review=run.review,
    )


def _overall(tasks: Sequence[TaskResult]) -> Verdict:
    verdicts = {task.verdict for task in tasks}
    return Verdict.JUDGE_ERROR if Verdict.JUDGE_ERROR in verdicts else verdict.worst(verdicts)


def _case(
    exercise: Exercise,
    case: Case,
    seen: CaseEvidence,
    run: RunEvidence,
    full: Mapping[str, int],
    points: Mapping[str, int],
    hints: Sequence[Hint],
    broken_core: set[str],
    *,
    public: bool,
) -> CaseResult:
    found = verdict.of_case(seen, run.load)
    failed = found is not Verdict.ACCEPTED
    blocked = next((task for task in case.needs if task in broken_core), "") if failed and run.load is None else ""
    messages = () if run.load and failed else verdict.case_messages(case, seen, exercise.limits, public=public)
    if blocked:
        messages = (Message("outcome.blocked", {"task": blocked}), *messages)
    return CaseResult(
        label=case.label,
        task=case.task,
        group=case.group,
        title=case.title,
        verdict=found,
        earned_milli=points[case.id],
        max_milli=full[case.id],
        messages=messages,
        hint=next((hint.id for hint in hints if case.label in hint.cases), ""),
        mismatch=seen.mismatch,
        wall_seconds=seen.wall_seconds,
        blocked_by=blocked,
        figures=seen.figures,
    )


def _task(exercise: Exercise, index: int, rows: Sequence[CaseResult]) -> TaskResult:
    task = exercise.tasks[index]
    own = tuple(row for row in rows if row.task == task.name)
    return TaskResult(
        name=task.name,
        title=task.title,
        verdict=verdict.of_task([(row.group, row.verdict) for row in own]),
        earned_milli=sum(row.earned_milli for row in own),
        max_milli=sum(row.max_milli for row in own),
        cases=own,
    )


def _text(streams: Iterable[bytes]) -> str:
    return b"".join(streams).decode("utf-8", "replace")


def unscored(exercise: Exercise, student: str, found: Verdict, reason: Message, *, scored: bool) -> Report:
    """A report without a run: nothing handed in, an unreadable archive, a missing device, a fault of ours."""
    return Report(
        exercise=exercise.slug,
        number=exercise.number,
        title=exercise.title,
        student=student,
        verdict=found,
        passed=False,
        scored=scored,
        earned_milli=0,
        max_milli=exercise.points * scoring.MILLI,
        messages=(reason,),
        hints=(),
        tasks=(),
        provenance=None,
    )
