"""A run takes over what still holds, grades the rest, and ends where an undisturbed run ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograde.batch import Event, Finished, Reused
from grader.model import Lang, Verdict
from tests.resume.conftest import Run

EVERYTHING = {
    ("centering", "mina"), ("centering", "jun"), ("centering", "김민서"), ("scaling", "mina"), ("scaling", "jun"),
}  # fmt: skip


def test_a_first_run_grades_everything(run: Run) -> None:
    outcome = run()
    assert set(run.policy.graded) == EVERYTHING
    assert (len(outcome.graded), outcome.reused) == (6, 0)


def test_a_second_run_grades_nothing_and_gives_the_same_table(run: Run) -> None:
    first, second = run(), run()
    assert (run.policy.graded, second.reused) == ([], 6)
    assert second.graded == first.graded


def test_a_second_run_touches_no_report(run: Run) -> None:
    run()
    before = {path: path.stat() for path in (run.out / "reports").rglob("*.*")}
    run()
    assert {path: path.stat() for path in before} == before


def test_a_run_says_how_much_is_taken_over(run: Run) -> None:
    run()
    (run.cohort / "mina" / "centering.py").write_text("# better\n", encoding="utf-8")
    run()
    assert next(event for event in run.events if isinstance(event, Reused)) == Reused(reused=5, left=1)


def test_a_changed_submission_is_graded_alone(run: Run) -> None:
    run()
    (run.cohort / "jun" / "scaling.py").write_text("# right now\n", encoding="utf-8")
    outcome = run()
    assert run.policy.graded == [("scaling", "jun")]
    verdicts = {(job.exercise.slug, job.student): report.verdict for job, report in outcome.graded}
    assert (verdicts["scaling", "jun"], verdicts["scaling", "mina"]) == (Verdict.ACCEPTED, Verdict.WRONG_ANSWER)


def test_what_is_handed_in_late_is_graded_alone(run: Run) -> None:
    run()
    (run.cohort / "김민서" / "scaling.py").write_text("# late\n", encoding="utf-8")
    run()
    assert run.policy.graded == [("scaling", "김민서")]


def test_a_changed_test_concerns_its_exercise_only(run: Run) -> None:
    run()
    private = run.course.get("scaling").private
    assert private is not None
    suite = private / "test_hidden.py"
    suite.write_text(suite.read_text(encoding="utf-8") + "\n# one more\n", encoding="utf-8")
    run()
    assert {exercise for exercise, _ in run.policy.graded} == {"scaling"}


def test_going_back_to_an_older_submission_grades_nothing(run: Run) -> None:
    path = run.cohort / "mina" / "centering.py"
    run()
    before, old = run.files(), path.read_bytes()
    path.write_text("# wrong\n", encoding="utf-8")
    run()
    path.write_bytes(old)
    run()
    assert (run.policy.graded, run.files()) == ([], before)


def test_fresh_grades_everything_again(run: Run) -> None:
    run()
    assert run(fresh=True).reused == 0
    assert set(run.policy.graded) == EVERYTHING


def test_another_secret_grades_everything_again(run: Run) -> None:
    run()
    run(secret=b"another secret of the tests")
    assert set(run.policy.graded) == EVERYTHING


def test_another_language_writes_the_pages_anew_and_grades_nothing(run: Run) -> None:
    run()
    page = run.out / "reports" / "centering" / "mina.html"
    assert run(lang=Lang.KO).reused == 6
    assert 'lang="ko"' in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["reports/centering/mina.html", "reports/scaling/jun.json", "index.html"])
def test_a_file_that_was_deleted_or_changed_is_made_again_as_it_was(name: str, run: Run) -> None:
    run()
    before = run.files()
    (run.out / name).unlink()
    run()
    assert (run.policy.graded, run.files()) == ([], before)
    (run.out / name).write_text("somebody's notes", encoding="utf-8")
    run()
    assert run.files() == before


def test_an_interrupted_run_is_finished_by_the_same_command(run: Run, tmp_path: Path) -> None:
    undisturbed = Run(run.course, run.cohort, tmp_path / "undisturbed")
    expected = undisturbed()

    def interrupt(event: Event) -> None:
        if isinstance(event, Finished) and event.report.exercise == "scaling":
            raise KeyboardInterrupt

    assert run(notice=interrupt).interrupted
    done = set(run.policy.graded)
    outcome = run()
    assert set(run.policy.graded) == EVERYTHING - done
    assert (outcome.graded, run.files()) == (expected.graded, undisturbed.files())


def test_what_a_killed_run_left_half_written_is_removed(run: Run) -> None:
    run()
    drafts = [run.out / ".index.html.1.tmp", run.out / "reports" / "centering" / ".mina.json.1.tmp"]
    for draft in drafts:
        draft.write_text("half", encoding="utf-8")
    run()
    assert [draft for draft in drafts if draft.exists()] == []


def test_a_fault_of_ours_is_tried_again_by_the_next_run(run: Run) -> None:
    run.policy.broken = {"mina"}
    assert run().faults == 2
    run.policy.broken = set()
    assert run().faults == 0
    assert set(run.policy.graded) == {("centering", "mina"), ("scaling", "mina")}


def test_a_fault_of_ours_never_replaces_a_score(run: Run) -> None:
    good = run()
    before = run.files()
    run.policy.broken = {"mina"}
    outcome = run(fresh=True)
    assert (outcome.faults, outcome.stands) == (2, 2)
    assert (outcome.graded, run.files()) == (good.graded, before)


def test_a_fault_of_ours_on_a_new_submission_is_no_score_of_the_old_one(run: Run) -> None:
    run()
    (run.cohort / "mina" / "centering.py").write_text("# new\n", encoding="utf-8")
    run.policy.broken = {"mina"}
    outcome = run()
    verdicts = {(job.exercise.slug, job.student): report.verdict for job, report in outcome.graded}
    assert (verdicts["centering", "mina"], outcome.stands) == (Verdict.JUDGE_ERROR, 0)


def test_reports_in_memory_are_brief(run: Run) -> None:
    assert {report.tasks for _, report in run().graded} == {()}
