"""``autograde verify``: the authors' proof that exercises judge what they say."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

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

    Proved = tuple[Exercise, Proof | None]

BROKEN = 1


@click.command(
    "verify",
    epilog="\b\nExample:\n  autograde verify conv-naive\n  autograde verify --all --workers 2\n"
    "  autograde verify --all --no-mutation --json\n  autograde verify my-layer --watch\n\n"
    "\b\nExit codes:\n  0 every exercise holds   1 some claim does not   2 usage   3 malformed exercise\n"
    "  4 no isolation here   130 interrupted",
)
@click.argument("exercises", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every exercise of the course.")
@click.option(
    "--mutation/--no-mutation",
    default=None,
    help="Grade mutants of the reference as well [default: yes; with --watch: no].",
)
@click.option(
    "--rewrites",
    type=click.Choice(["none", "sample", "all"]),
    default="sample",
    show_default=True,
    help="In how many other styles known mistakes and right solutions are tried again.",
)
@click.option("--watch", is_flag=True, help="Prove again whatever changes, until Ctrl-C.")
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
    mutation: bool | None,
    rewrites: str,
    watch: bool,
    write_stubs: bool,
    workers: int | None,
    boundary: Boundary,
    course_root: Path | None,
    as_json: bool,
) -> int:
    """Prove EXERCISES: stub, reference, known-wrongs, cheats, public suite, mutants. For authors.

    PyTorch exercises are left out, visibly, where PyTorch is not installed.
    """
    if watch and as_json:
        raise click.UsageError("--watch goes on and on, so it cannot be one JSON document.")
    chosen = list(_chosen(the_course(course_root), exercises, everything))
    work = _Work(not watch if mutation is None else mutation, rewrites, boundary, write_stubs)
    if watch:
        _watch(console, work, chosen, course_root)
    proofs = list(_shown(console, work.all(console, chosen, workers or os.cpu_count() or 1), as_json))
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


@dataclass(frozen=True, slots=True)
class _Work:
    """How exercises are proved."""

    mutation: bool
    rewrites: str
    boundary: Boundary
    write_stubs: bool

    def all(self, console: Console, exercises: Sequence[Exercise], workers: int) -> Iterator[Proved]:
        """Proofs in the order of the course, several at once; ``None`` for what this machine cannot run."""
        from concurrent.futures import ThreadPoolExecutor

        self.stubs(console, exercises)
        with ThreadPoolExecutor(workers) as pool:
            yield from zip(exercises, pool.map(self.one, exercises), strict=True)

    def one(self, exercise: Exercise) -> Proof | None:
        """The proof of ``exercise``."""
        from autograde.cores import own_core
        from autograde.grading import skip_reason
        from autograde.verify import prove
        from grader.pipeline import sandbox_spec

        if skip_reason(exercise):
            return None
        with own_core(), closing(self.boundary.policy().open_sandbox(sandbox_spec(exercise))) as sandbox:
            return prove(
                exercise,
                sandbox,
                mutation=self.mutation,
                rewrites=self.rewrites,
                progress=lambda step: _progress(exercise, step),
            )

    def stubs(self, console: Console, exercises: Sequence[Exercise]) -> None:
        """Write the stubs first, if that was asked for."""
        from autograde.verify import write_stub

        for exercise in exercises if self.write_stubs else ():
            if write_stub(exercise):
                console.note("verify.stub", file=exercise.published / exercise.filename)


def _watch(console: Console, work: _Work, exercises: Sequence[Exercise], course_root: Path | None) -> NoReturn:
    """Prove ``exercises``, and again whatever changes. Ends with the ``KeyboardInterrupt`` of the user."""
    from autograde.verify.watch import changes, watcher

    due = exercises
    for changed in changes(exercises, watcher()):
        _prove_now(console, work, [exercise.slug for exercise in due or changed], course_root)
        console.note("verify.watching")
        due = ()
    raise KeyboardInterrupt


def _prove_now(console: Console, work: _Work, slugs: Sequence[str], course_root: Path | None) -> None:
    """Prove exercises as they are on disk, one after another; a malformed one is shown and waited for."""
    from grader.errors import GraderError

    for slug in slugs:
        try:
            exercise = the_course(course_root).get(slug)
            work.stubs(console, [exercise])
            list(_shown(console, [(exercise, work.one(exercise))], as_json=False))
        except GraderError as error:
            console.error(error)


def _shown(console: Console, proofs: Iterable[Proved], as_json: bool) -> Iterator[Proof]:
    """The proofs that could be made; each is shown as soon as it is known, unless they become one document."""
    for exercise, proof in proofs:
        if proof is None:
            console.note("verify.skipped", exercise=exercise.slug)
            continue
        if not as_json:
            _show(console, proof)
        yield proof


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
