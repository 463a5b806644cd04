"""A cohort is graded to the end, whatever single submissions or our own parts do."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from autograde.batch import Actions, Batch, CaseDone, Event, Faulted, Finished, Started
from autograde.fingerprint import Taken
from autograde.jobs import Job
from grader.errors import InvalidSubmission, JudgeFault, SandboxUnavailable
from grader.model import Exercise, Kind, Limits, Message, Report, Submission, Task, Text, Verdict


def exercise(number: int, slug: str) -> Exercise:
    text = Text(slug, slug)
    return Exercise(
        number, slug, "09_convolution", Kind.NUMPY, "core", text, text, (Task("forward", 10, text),),
        Limits(), ("cpu",), (), Path(slug), None,
    )  # fmt: skip


CONV, POOL = exercise(38, "conv_naive"), exercise(40, "pooling")


def accepted(job_exercise: Exercise, submission: Submission) -> Report:
    return Report(
        job_exercise.slug, job_exercise.number, job_exercise.title, submission.name, Verdict.ACCEPTED, passed=True,
        scored=True, earned_milli=10_000, max_milli=10_000, messages=(), hints=(), tasks=(), provenance=None,
    )  # fmt: skip


@dataclass
class Scripted:
    """Stands for sandbox and judge: grades at once, and breaks as often as ``faults`` says for a student."""

    faults: dict[str, int] = field(default_factory=dict)
    error: Callable[[], Exception] = lambda: JudgeFault("the judge ended")
    opened: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    published: list[Report] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    @contextmanager
    def open(self, wanted: Exercise) -> Iterator[_Warm]:
        self.opened.append(wanted.slug)
        yield _Warm(self, wanted)
        self.closed.append(wanted.slug)

    def take(self, job: Job) -> Submission:
        assert job.path is not None
        if job.student == "empty":
            raise InvalidSubmission("intake.empty")
        return Submission(job.student, "main.py", {}, "0" * 64)

    def actions(self, skip: Callable[[Exercise], Message | None] = lambda _: None) -> Actions:
        return Actions(self.open, self.take, skip, self.publish)

    def publish(self, _job: Job, _taken: Taken, report: Report) -> None:
        self.published.append(report)

    def run(self, *jobs: Job, workers: int = 1) -> dict[str, Verdict]:
        Batch(jobs, self.actions(), workers=workers).run(self.events.append)
        return {report.student: report.verdict for report in self.published}


@dataclass
class _Warm:
    script: Scripted
    exercise: Exercise
    judge_pid: int = 0

    def grade(self, submission: Submission, *, on_case: Callable[[int, int], None] | None = None) -> Report:
        if on_case:
            on_case(1, 1)
        if self.script.faults.get(submission.name, 0) > 0:
            self.script.faults[submission.name] -= 1
            raise self.script.error()
        return accepted(self.exercise, submission)


def job(student: str, of: Exercise = CONV) -> Job:
    return Job(student, of, Path(student), student)


def test_every_job_gets_exactly_one_report() -> None:
    script = Scripted()
    jobs = [job(f"s{number}", of) for number in range(10) for of in (CONV, POOL)]
    Batch(jobs, script.actions(), workers=3).run(script.events.append)
    got = sorted((report.student, report.exercise) for report in script.published)
    assert got == sorted((item.student, item.exercise.slug) for item in jobs)


def test_a_warm_grader_is_kept_for_all_submissions_of_its_exercise() -> None:
    script = Scripted()
    script.run(job("a", CONV), job("b", POOL), job("c", CONV), job("d", POOL))
    assert script.opened == script.closed == ["conv_naive", "pooling"]


def test_workers_begin_with_different_exercises() -> None:
    script = Scripted()
    both = threading.Barrier(2, timeout=10)
    grade = _Warm.grade

    class Meeting(_Warm):
        def grade(self, submission: Submission, *, on_case: Callable[[int, int], None] | None = None) -> Report:
            both.wait()
            return grade(self, submission, on_case=on_case)

    @contextmanager
    def open_meeting(wanted: Exercise) -> Iterator[_Warm]:
        yield Meeting(script, wanted)

    actions = Actions(open_meeting, script.take, lambda _: None, script.publish)
    Batch([job("a", CONV), job("b", CONV), job("c", POOL), job("d", POOL)], actions, workers=2).run(
        script.events.append
    )
    firsts = {event.worker: event.job.exercise.slug for event in reversed(script.events) if isinstance(event, Started)}
    assert sorted(firsts.values()) == ["conv_naive", "pooling"]


def test_a_submission_that_cannot_be_taken_does_not_stop_the_others() -> None:
    verdicts = Scripted().run(job("empty"), job("mina"))
    assert verdicts == {"empty": Verdict.INVALID_SUBMISSION, "mina": Verdict.ACCEPTED}


def test_what_was_not_handed_in_is_reported_as_such() -> None:
    script = Scripted()
    script.run(Job("absent", CONV, None, "absent"))
    assert [message.key for message in script.published[0].messages] == ["skipped.not_submitted"]


def test_an_exercise_that_cannot_be_graded_here_gets_no_score_and_starts_nothing() -> None:
    script = Scripted()
    actions = script.actions(skip=lambda _: Message("skipped.no_torch"))
    Batch([job("mina")], actions, workers=1).run(script.events.append)
    assert (script.published[0].scored, script.opened) == (False, [])


def test_a_judge_fault_is_retried_once_with_a_fresh_grader() -> None:
    script = Scripted(faults={"mina": 1})
    assert script.run(job("mina")) == {"mina": Verdict.ACCEPTED}
    assert len(script.opened) == 2


def test_a_second_judge_fault_gives_no_score_and_the_cohort_goes_on() -> None:
    script = Scripted(faults={"mina": 2})
    assert script.run(job("mina"), job("jun")) == {"mina": Verdict.JUDGE_ERROR, "jun": Verdict.ACCEPTED}
    assert not next(report for report in script.published if report.student == "mina").scored


def test_a_defect_of_ours_costs_one_submission_no_more_than_a_fault_does() -> None:
    script = Scripted(faults={"mina": 2}, error=lambda: ZeroDivisionError("oops"))
    assert script.run(job("mina"), job("jun")) == {"mina": Verdict.JUDGE_ERROR, "jun": Verdict.ACCEPTED}
    assert [event.detail for event in script.events if isinstance(event, Faulted)] == ["ZeroDivisionError: oops"] * 2


@pytest.mark.parametrize(("unlucky", "runs"), [(True, 2), (False, 1)])
def test_a_report_that_the_machine_may_be_to_blame_for_is_made_once_more(unlucky: bool, runs: int) -> None:
    script = Scripted()
    actions = replace(script.actions(), unlucky=lambda _: unlucky)
    Batch([job("mina")], actions, workers=1).run(script.events.append)
    assert sum(isinstance(event, CaseDone) for event in script.events) == runs
    assert len(script.published) == 1


def test_an_interruption_ends_the_judge_that_a_worker_waits_for() -> None:
    script = Scripted()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as judge:

        class Waiting(_Warm):
            def grade(self, _: Submission, *, on_case: Callable[[int, int], None] | None = None) -> Report:
                assert on_case is not None
                on_case(1, 2)
                judge.wait()
                raise JudgeFault("the judge ended")

        @contextmanager
        def open_waiting(wanted: Exercise) -> Iterator[_Warm]:
            yield Waiting(script, wanted, judge.pid)

        def interrupt(event: Event) -> None:
            if isinstance(event, CaseDone):
                raise KeyboardInterrupt

        actions = Actions(open_waiting, script.take, lambda _: None, script.publish)
        with pytest.raises(KeyboardInterrupt):
            Batch([job("mina")], actions, workers=1).run(interrupt)
        assert judge.wait() != 0
    assert script.published == []


def test_a_machine_that_cannot_isolate_ends_the_batch() -> None:
    script = Scripted(faults={"mina": 1}, error=lambda: SandboxUnavailable("no namespaces"))
    with pytest.raises(SandboxUnavailable):
        script.run(job("mina"), job("jun"))
    assert script.closed == script.opened


def test_a_report_that_cannot_be_stored_ends_the_batch() -> None:
    script = Scripted()

    def full(_job: Job, _taken: Taken, _report: Report) -> None:
        raise OSError(28, "No space left on device")

    actions = Actions(script.open, script.take, lambda _: None, full)
    with pytest.raises(OSError, match="No space left"):
        Batch([job("mina")], actions, workers=1).run(script.events.append)


def test_an_interruption_keeps_what_is_published_and_closes_every_grader() -> None:
    script = Scripted()

    def interrupt(event: Event) -> None:
        if isinstance(event, Finished):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Batch([job(f"s{number}") for number in range(1000)], script.actions(), workers=2).run(interrupt)
    assert {report.verdict for report in script.published} == {Verdict.ACCEPTED}
    assert script.closed == script.opened


def test_what_an_interruption_broke_is_not_published_as_our_fault() -> None:
    script = Scripted()
    batches: list[Batch] = []

    class Killed(_Warm):
        def grade(self, _: Submission, *, on_case: Callable[[int, int], None] | None = None) -> Report:
            assert on_case is not None
            on_case(1, 2)
            batches[0]._stop.wait(10)
            raise JudgeFault("the judge ended")

    @contextmanager
    def open_killed(wanted: Exercise) -> Iterator[_Warm]:
        yield Killed(script, wanted)

    def interrupt(event: Event) -> None:
        if isinstance(event, CaseDone):
            raise KeyboardInterrupt

    actions = Actions(open_killed, script.take, lambda _: None, script.publish)
    batches.append(Batch([job("mina"), job("jun")], actions, workers=1))
    with pytest.raises(KeyboardInterrupt):
        batches[0].run(interrupt)
    assert script.published == []
