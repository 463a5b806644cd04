"""``autograde grade``: the hidden suites, in isolation, for one submission or a whole cohort."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograde.cli.console import Console
from autograde.cli.options import (
    Boundary,
    Devices,
    boundary_options,
    course_option,
    device_options,
    json_option,
    lang_option,
    pass_console,
    the_course,
)

if TYPE_CHECKING:
    from autograde.cohort import Outcome
    from autograde.folder import ReportFolder
    from autograde.jobs import Job
    from grader.model import Report, SandboxFacts

INTERRUPTED = 130
FAULTS = 5


@click.command(
    "grade",
    epilog="\b\nExample:\n  autograde grade examples/cohort --out out\n"
    "  autograde grade mina/conv_naive.py --exercise conv-naive --lang ko\n\n"
    "\b\nExit codes:\n  0 everything is graded, whatever the scores   2 usage   3 invalid exercise\n"
    "  4 no isolation strong enough here, or reports cannot be written\n"
    "  5 the judge failed on a submission   130 interrupted: the same command goes on",
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--exercise", help="Which exercise single files answer [default: told by their names].")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out"), show_default=True)
@click.option("--workers", type=click.IntRange(min=1), help="Submissions at once [default: the number of cores].")
@boundary_options
@device_options
@click.option("--trusted", is_flag=True, help="The code is your own: permits --sandbox unsafe.")
@click.option(
    "--require-tier", type=click.IntRange(min=0), help="Refuse to grade behind a weaker boundary [default: 1]."
)
@click.option(
    "--secret-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The course secret [default: AUTOGRADE_SECRET, else one that is kept in your configuration folder].",
)
@click.option("--fresh", "--regrade", is_flag=True, help="Grade everything again, even what has not changed.")
@course_option
@json_option
@lang_option
@pass_console
def command(  # noqa: PLR0917  click passes every option by name
    console: Console,
    paths: tuple[Path, ...],
    exercise: str | None,
    out: Path,
    workers: int | None,
    boundary: Boundary,
    devices: Devices,
    trusted: bool,
    require_tier: int | None,
    secret_file: Path | None,
    fresh: bool,
    course_root: Path | None,
    as_json: bool,
) -> int:
    """Grade the submissions at PATHS with the hidden suites.

    A path is a submission (file, folder, zip, notebook) or the folder of a cohort. Every report is written as
    soon as it is known, to OUT/reports/<exercise>/<student>.json and .html; OUT/index.html shows all of them.
    What OUT holds already and what has not changed is not graded again, so the same command also finishes a run that
    was interrupted.
    """
    from autograde.cli.progress import progress
    from autograde.cohort import grade_cohort
    from autograde.folder import ReportFolder
    from autograde.grading import inspect_sandbox
    from autograde.jobs import find_jobs
    from autograde.secret import course_secret

    course = the_course(course_root)
    jobs = find_jobs(course, paths, exercise)
    secret = course_secret(os.environ, secret_file, Path(click.get_app_dir("autograde", force_posix=True)))
    lowest_tier = require_tier if require_tier is not None else int(not trusted)
    policy = boundary.policy(lowest_tier, trusted=trusted, devices=devices)
    workers = workers or os.cpu_count() or 1
    facts = inspect_sandbox(policy)
    _announce(console, facts, len(jobs), len({job.exercise.slug for job in jobs}), workers)
    folder = ReportFolder(out, console.lang)
    with progress(console, len(jobs)) as display:
        outcome = grade_cohort(
            jobs,
            policy=policy,
            facts=facts,
            secret=secret,
            folder=folder,
            workers=workers,
            notice=display.notice,
            fresh=fresh,
        )
    if as_json:
        console.document(_document(outcome, folder))
    else:
        _show(console, outcome, folder)
    return _exit_code(outcome)


def _announce(console: Console, facts: SandboxFacts, count: int, exercises: int, workers: int) -> None:
    if count > 1:
        isolation = console.text("grade.isolation", backend=facts.backend, tier=facts.tier)
        console.note("grade.found", count=count, exercises=exercises, workers=workers, isolation=isolation)
    if facts.tier == 0:
        console.note("grade.unsafe")


def _show(console: Console, outcome: Outcome, folder: ReportFolder) -> None:
    if outcome.total == 1 and outcome.graded:
        from grader.report import renderer
        from grader.report.json import from_json

        job, _ = outcome.graded[0]
        report = from_json(folder.path(job, ".json").read_text(encoding="utf-8"))
        console.write(renderer("text")(report, console.lang) + "\n")
    else:
        names = ("list.exercise", "grade.student", "grade.verdict", "grade.score", "grade.seconds", "grade.hint")
        rows = [_row(console, job, report) for job, report in outcome.graded]
        console.table([console.text(name) for name in names], rows, right=frozenset({3, 4}))
    _sum_up(console, outcome, folder)


def _sum_up(console: Console, outcome: Outcome, folder: ReportFolder) -> None:
    graded, seconds = len(outcome.graded), outcome.wall_seconds
    if outcome.interrupted:
        console.say("grade.stopped", graded=graded, total=outcome.total, index=folder.index)
    elif outcome.reused:
        fresh, reused = graded - outcome.reused, outcome.reused
        console.say(
            "grade.summary.reused",
            graded=fresh,
            reused=reused,
            total=outcome.total,
            seconds=seconds,
            index=folder.index,
        )
    else:
        console.say("grade.summary", graded=graded, total=outcome.total, seconds=seconds, index=folder.index)
    if outcome.faults:
        console.say("grade.faults", count=outcome.faults)
    if outcome.stands:
        console.say("grade.stands", count=outcome.stands)


def _row(console: Console, job: Job, report: Report) -> list[str]:
    from autograde.cli.progress import shown, standing
    from grader.messages import one_line
    from grader.report import view

    lead = report.hints[0].title.in_(console.lang) if report.hints else ""
    seconds = f"{report.wall_seconds:.2f}" if report.wall_seconds else ""
    verdict = standing(console, job, report)
    score = view.score(report, console.lang)
    return [shown(report.exercise), one_line(report.student), verdict, score, seconds, lead]


def _document(outcome: Outcome, folder: ReportFolder) -> dict[str, object]:
    return {
        "schema": "autograde.cohort/1",
        "total": outcome.total,
        "interrupted": outcome.interrupted,
        "reused": outcome.reused,
        "faults": outcome.faults,
        "index": str(folder.index),
        "reports": [_entry(job, report, folder) for job, report in outcome.graded],
    }


def _entry(job: Job, report: Report, folder: ReportFolder) -> dict[str, object]:
    return {
        "exercise": report.exercise,
        "student": report.student,
        "verdict": str(report.verdict),
        "passed": report.passed,
        "scored": report.scored,
        "earned_milli": report.earned_milli,
        "max_milli": report.max_milli,
        "hints": [hint.id for hint in report.hints],
        "wall_seconds": round(report.wall_seconds, 3),
        "report": str(folder.path(job, ".json")),
    }


def _exit_code(outcome: Outcome) -> int:
    if outcome.interrupted:
        return INTERRUPTED
    return FAULTS if outcome.faults else 0
