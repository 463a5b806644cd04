"""``autograde verify``: the authors' proof that exercises judge what they say."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograde.cli.console import Console
from autograde.cli.options import (
    Boundary,
    boundary_options,
    course_option,
    json_option,
    lang_option,
    pass_console,
    the_course,
)

if TYPE_CHECKING:
    from autograde.verify import Proof
    from grader.model import Exercise

BROKEN = 1


@click.command(
    "verify",
    epilog="\b\nExample:\n  autograde verify conv-naive\n  autograde verify --all --workers 2\n"
    "  autograde verify --all --no-mutation --json\n\n"
    "\b\nExit codes:\n  0 every exercise holds   1 some claim does not   2 usage   3 malformed exercise\n"
    "  4 no isolation here",
)
@click.argument("exercises", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every exercise of the course.")
@click.option(
    "--mutation/--no-mutation", default=True, show_default=True, help="Grade mutants of the reference as well."
)
@click.option("--write-stubs", is_flag=True, help="Write the stubs that follow from the references, then prove.")
@click.option("--workers", type=click.IntRange(min=1), help="Exercises at once [default: the number of cores].")
@boundary_options
@course_option
@json_option
@lang_option
@pass_console
def command(  # noqa: PLR0917  click passes every option by name
    console: Console,
    exercises: tuple[str, ...],
    everything: bool,
    mutation: bool,
    write_stubs: bool,
    workers: int | None,
    boundary: Boundary,
    course_root: Path | None,
    as_json: bool,
) -> int:
    """Prove EXERCISES: stub, reference, known-wrongs, cheats, public suite, mutants. For authors.

    PyTorch exercises are left out, visibly, where PyTorch is not installed.
    """
    chosen = list(_chosen(the_course(course_root), exercises, everything))
    if write_stubs:
        _write_stubs(console, chosen)
    proofs = []
    for exercise, proof in _prove(chosen, mutation, workers or os.cpu_count() or 1, boundary):
        if proof is None:
            console.note("verify.skipped", exercise=exercise.slug)
            continue
        proofs.append(proof)
        if not as_json:
            _show(console, proof)
    if as_json:
        console.document(_document(proofs))
    elif proofs:
        console.say("verify.total", count=len(proofs), broken=sum(not proof.holds for proof in proofs))
    return 0 if all(proof.holds for proof in proofs) else BROKEN


def _chosen(course: object, keys: Sequence[str], everything: bool) -> Iterator[Exercise]:
    from grader.catalog import Course
    from grader.errors import UsageError

    assert isinstance(course, Course)
    if everything == bool(keys):
        raise UsageError("name exercises, or say --all", "for example: autograde verify conv-naive")
    yield from course.exercises if everything else map(course.get, keys)


def _write_stubs(console: Console, exercises: Sequence[Exercise]) -> None:
    from autograde.verify import write_stub

    for exercise in exercises:
        if write_stub(exercise):
            console.note("verify.stub", file=exercise.published / exercise.filename)


def _prove(
    exercises: Sequence[Exercise], mutation: bool, workers: int, boundary: Boundary
) -> Iterator[tuple[Exercise, Proof | None]]:
    """Proofs in the order of the course, several at once; ``None`` for what this machine cannot run."""
    from concurrent.futures import ThreadPoolExecutor

    def one(exercise: Exercise) -> Proof | None:
        from autograde.grading import skip_reason
        from autograde.verify import prove
        from grader.pipeline import sandbox_spec

        if skip_reason(exercise):
            return None
        with closing(boundary.policy().open_sandbox(sandbox_spec(exercise))) as sandbox:
            return prove(exercise, sandbox, mutation=mutation, progress=lambda step: _progress(exercise, step))

    with ThreadPoolExecutor(workers) as pool:
        yield from zip(exercises, pool.map(one, exercises), strict=True)


def _progress(exercise: Exercise, step: str) -> None:
    """One line that is overwritten, on a terminal only."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{exercise.slug}: {step}\r")
        sys.stderr.flush()


def _show(console: Console, proof: Proof) -> None:
    broken = [check for check in proof.checks if not check.holds]
    state = console.text("verify.broken" if broken else "verify.holds")
    score = f"{proof.mutation.score:.0%}" if proof.mutation else "-"
    console.say(
        "verify.exercise",
        state=state,
        exercise=proof.exercise.replace("_", "-"),
        checks=len(proof.checks),
        cases=proof.cases,
        score=score,
        seconds=proof.wall_seconds,
    )
    for check in broken:
        console.write(f"    {check.name}: {check.detail}\n")


def _document(proofs: Sequence[Proof]) -> dict[str, object]:
    from dataclasses import asdict

    entries = [{**asdict(proof), "holds": proof.holds} for proof in proofs]
    return {"schema": "autograde.verify/1", "holds": all(proof.holds for proof in proofs), "exercises": entries}
