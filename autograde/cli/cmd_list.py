"""``autograde list``: the course as a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograde.cli.console import Console
from autograde.cli.options import course_option, json_option, lang_option, pass_console, the_course

if TYPE_CHECKING:
    from grader.model import Exercise


@click.command(
    "list",
    epilog="\b\nExample:\n  autograde list\n  autograde list --tier core --json\n\n"
    "\b\nExit codes:\n  0 done   2 no course found",
)
@click.option("--tier", help="Only this tier: core, standard or extension.")
@course_option
@json_option
@lang_option
@pass_console
def command(console: Console, tier: str | None, course_root: Path | None, as_json: bool) -> None:
    """Show the exercises of the course."""
    exercises = [item for item in the_course(course_root).exercises if tier in (None, item.tier)]
    if as_json:
        console.document({"schema": "autograde.list/1", "exercises": [_entry(item) for item in exercises]})
        return
    header = [console.text(f"list.{name}") for name in ("number", "exercise", "title", "tier", "kind", "points")]
    console.table(header, [_row(item, console) for item in exercises], right=frozenset({0, 5}))
    console.say("list.total", count=len(exercises), points=sum(item.points for item in exercises))


def _row(item: Exercise, console: Console) -> list[str]:
    shown = item.slug.replace("_", "-")
    return [f"{item.number:02d}", shown, item.title.in_(console.lang), item.tier, str(item.kind), str(item.points)]


def _entry(item: Exercise) -> dict[str, object]:
    return {
        "number": item.number,
        "slug": item.slug,
        "module": item.module,
        "kind": str(item.kind),
        "tier": item.tier,
        "title": {"en": item.title.en, "ko": item.title.ko},
        "points": item.points,
        "tasks": [{"name": task.name, "points": task.points} for task in item.tasks],
    }
