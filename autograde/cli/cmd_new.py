"""``autograde new``: the skeleton of an exercise, for authors."""

from __future__ import annotations

from pathlib import Path

import click

from autograde.cli.console import Console
from autograde.cli.options import course_option, json_option, lang_option, pass_console


@click.command(
    "new",
    epilog="\b\nExample:\n  autograde new 09_convolution depthwise-conv\n"
    "  autograde new 01_building_blocks centering --course . --number 67\n\n"
    "\b\nExit codes:\n  0 done   2 a name or number that is bad or taken",
)
@click.argument("module")
@click.argument("slug")
@click.option("--number", type=click.IntRange(min=1), help="Number in the course [default: the next free one].")
@course_option
@json_option
@lang_option
@pass_console
def command(
    console: Console, module: str, slug: str, number: int | None, course_root: Path | None, as_json: bool
) -> None:
    """Make a small, complete exercise called SLUG in MODULE, ready to be rewritten.

    Writes the published half below exercises/ and the hidden half below solutions/. It verifies as it is.
    """
    from autograde import skeleton
    from grader.catalog import open_course

    course = open_course(course_root or _author_root(Path.cwd()))
    planned = skeleton.plan(course, module, slug, number)
    published, private = skeleton.create(course.root, planned)
    if as_json:
        console.document({"schema": "autograde.new/1", "published": str(published), "private": str(private)})
        return
    console.say("new.done", folder=published)
    console.say("new.done", folder=private)
    console.say("new.next", slug=planned.slug.replace("_", "-"))


def _author_root(here: Path) -> Path:
    """The nearest folder with ``exercises/``: never the installed copy, which nobody should write to."""
    from grader.errors import UsageError

    for folder in (here, *here.parents):
        if (folder / "exercises").is_dir():
            return folder
    raise UsageError(f"no course at or above {here}", "make a folder 'exercises' first, or name the course: --course")
