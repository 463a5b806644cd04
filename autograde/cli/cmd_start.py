"""``autograde start``: a student's copy of one exercise."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from autograde.cli.console import Console
from autograde.cli.options import course_option, lang_option, pass_console, the_course
from grader.model import Exercise, Lang


@click.command(
    "start",
    epilog="\b\nExample:\n  autograde start conv-naive\n  autograde start 38 homework/week3\n\n"
    "\b\nExit codes:\n  0 done   2 unknown exercise",
)
@click.argument("exercise")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@course_option
@lang_option
@pass_console
def command(console: Console, exercise: str, folder: Path | None, course_root: Path | None) -> None:
    """Copy the stub, the README and the public tests of EXERCISE into FOLDER [default: its name].

    A file that is already there is kept: your work is never overwritten.
    """
    chosen = the_course(course_root).get(exercise)
    target = folder or Path(chosen.slug)
    for name in _copy(chosen, target):
        console.say("start.kept", name=name)
    readme = "README.ko.md" if console.lang is Lang.KO else "README.md"
    console.say("start.done", folder=target)
    console.say("start.next", readme=readme, stub=chosen.filename)


def _copy(exercise: Exercise, target: Path) -> list[str]:
    """Copy the published files; returns the names that were there already and were kept."""
    target.mkdir(parents=True, exist_ok=True)
    kept = []
    for source in sorted(exercise.published.iterdir()):
        if source.name.startswith((".", "_")):
            continue
        if (target / source.name).exists():
            kept.append(source.name)
        elif source.is_dir():
            shutil.copytree(source, target / source.name)
        else:
            shutil.copyfile(source, target / source.name)
    return kept
