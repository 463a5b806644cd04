"""``autograde check``: a student's practice run of the public suite, on the student's own machine."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograde.cli.console import Console
from autograde.cli.options import course_option, json_option, lang_option, pass_console, the_course

if TYPE_CHECKING:
    from grader.catalog import Course
    from grader.model import Exercise, Report
    from grader.sandbox.base import Sandbox, SandboxSpec

FAILED, INVALID, ENVIRONMENT, FAULT = 1, 3, 4, 5


@click.command(
    "check",
    epilog="\b\nExample:\n  autograde check\n  autograde check conv-naive\n"
    "  autograde check homework/conv_naive.py --lang ko\n\n"
    "\b\nExit codes:\n  0 every public case passed   1 some did not   2 usage   3 the file cannot be taken\n"
    "  4 this exercise cannot run here   5 the judge failed",
)
@click.argument("what", metavar="[EXERCISE|PATH]", required=False)
@click.option("--warm/--no-warm", default=True, help="Keep a process ready, so that the next check is quick.")
@course_option
@json_option
@lang_option
@pass_console
def command(console: Console, what: str | None, warm: bool, course_root: Path | None, as_json: bool) -> int:
    """Run the public suite on your work: a file, a folder, or an exercise that you started [default: this folder].

    This is practice: nothing is isolated and nothing counts. Hidden suites are run by your instructor. How far you got
    is kept in .autograde-progress.json beside the exercises you started, for `autograde list`.
    """
    from autograde.warm import client

    if warm:
        code = client.ask(what, course_root, os.environ, as_json=as_json, lang=str(console.lang))
        if code is not None:
            return code
    exercise, path = find_work(the_course(course_root), what, Path.cwd())
    code = check(console, exercise, path, as_json=as_json)
    if warm:
        from grader.pipeline import sandbox_spec

        client.start(sandbox_spec(exercise).modules, os.environ)
    return code


def check(
    console: Console,
    exercise: Exercise,
    path: Path,
    *,
    as_json: bool,
    sandbox: Callable[[SandboxSpec], Sandbox] | None = None,
) -> int:
    """The whole work once it is known what is meant: judge, record, show; a warm process has its own ``sandbox``."""
    from autograde import standing
    from grader.report import renderer

    report = _judge(exercise, path, sandbox)
    standing.record(standing.place(path, Path.cwd()), report)
    if as_json:
        console.utf8(renderer("json")(report, console.lang))
    else:
        console.note("check.practice")
        console.write(renderer("text")(report, console.lang))
    return _exit_code(report)


def find_work(course: Course, what: str | None, here: Path) -> tuple[Exercise, Path]:
    """The exercise and the file that ``what`` means. Raises ``UsageError`` when it means nothing or too much."""
    path = here / what if what else here
    if path.is_dir():
        return _in_folder(course, path)
    if path.is_file():
        return course.get(path.stem), path
    assert what is not None
    exercise = course.get(what)
    for place in (here / exercise.filename, here / exercise.slug / exercise.filename):
        if place.is_file():
            return exercise, place
    return _nothing(f"{exercise.filename} is neither here nor in {exercise.slug}/", exercise)


def _in_folder(course: Course, folder: Path) -> tuple[Exercise, Path]:
    found = [exercise for exercise in course.exercises if (folder / exercise.filename).is_file()]
    if len(found) == 1:
        return found[0], folder / found[0].filename
    if found:
        from grader.errors import UsageError

        names = ", ".join(exercise.filename for exercise in found)
        raise UsageError(f"{folder} holds several exercises: {names}", "name one of them: autograde check conv-naive")
    return _nothing(f"{folder} holds no file of an exercise", None)


def _nothing(sentence: str, exercise: Exercise | None) -> tuple[Exercise, Path]:
    from grader.errors import UsageError

    name = exercise.slug.replace("_", "-") if exercise else "EXERCISE"
    raise UsageError(sentence, f"begin with `autograde start {name}`, or name your file")


def _judge(exercise: Exercise, path: Path, sandbox: Callable[[SandboxSpec], Sandbox] | None) -> Report:
    from autograde.grading import practice_grader, practice_sandbox, skip_reason
    from autograde.jobs import Job, take
    from grader.errors import InvalidSubmission
    from grader.pipeline import not_graded, rejected

    student = path.stem
    if reason := skip_reason(exercise):
        return not_graded(exercise, student, reason)
    try:
        submission = take(Job(student, exercise, path, student))
    except InvalidSubmission as error:
        return rejected(exercise, student, error.reason)
    with practice_grader(exercise, sandbox or practice_sandbox) as grader:
        return grader.grade(submission)


def _exit_code(report: Report) -> int:
    from grader.model import Verdict

    codes = {
        Verdict.ACCEPTED: 0,
        Verdict.INVALID_SUBMISSION: INVALID,
        Verdict.SKIPPED: ENVIRONMENT,
        Verdict.JUDGE_ERROR: FAULT,
    }
    return codes.get(report.verdict, FAILED)
