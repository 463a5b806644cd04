"""``autograde list``: the course as a map, with the student's own progress and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograde.cli.console import Console
from autograde.cli.options import course_option, json_option, lang_option, pass_console, the_course

if TYPE_CHECKING:
    from autograde.standing import Standing
    from grader.catalog import Course
    from grader.model import Exercise

COLUMNS = ("number", "exercise", "title", "builds_on", "points", "minutes", "progress")
NUMERIC = frozenset({0, 4, 5})


@click.command(
    "list",
    epilog="\b\nExample:\n  autograde list\n  autograde list --tier core --json\n\n"
    "\b\nExit codes:\n  0 done   2 no course found",
)
@click.option("--tier", help="Only this tier: core, standard or extension.")
@click.option(
    "--write-readmes", is_flag=True, help="For authors: write the map to exercises/README.md and README.ko.md."
)
@course_option
@json_option
@lang_option
@pass_console
def command(console: Console, tier: str | None, write_readmes: bool, course_root: Path | None, as_json: bool) -> None:
    """Show the course as a map: modules, what builds on what, points, minutes, your progress, what to do next.

    Progress is what `autograde check` saw last, at or above this folder. You can start anywhere.
    """
    from autograde import standing
    from autograde.course_map import suggested

    course = the_course(course_root)
    if write_readmes:
        _write_readmes(console, course)
        return
    exercises = [item for item in course.exercises if tier in (None, item.tier)]
    standings = standing.read(standing.find(Path.cwd()))
    following = suggested(exercises, standings)
    if as_json:
        console.document(_document(course, exercises, standings, following))
        return
    header = [console.text(f"list.{name}") for name in COLUMNS]
    console.table(header, _rows(console, course, exercises, standings), right=NUMERIC)
    _summary(console, exercises, standings, following)


def _rows(
    console: Console, course: Course, exercises: Sequence[Exercise], standings: Mapping[str, Standing]
) -> Iterator[list[str] | str]:
    """The title of each module, then its exercises."""
    from autograde.course_map import modules

    for title, own in modules(course, exercises):
        yield title.in_(console.lang)
        yield from (_row(console, item, course.exercises, standings) for item in own)


def _row(console: Console, item: Exercise, every: Sequence[Exercise], standings: Mapping[str, Standing]) -> list[str]:
    from autograde.course_map import builds_on

    needs = " ".join(f"{need.number:02d}" for need in builds_on(item, every))
    minutes = str(item.minutes or "")
    title = item.title.in_(console.lang)
    progress = _progress(console, standings.get(item.slug))
    return [f"{item.number:02d}", _shown(item), title, needs, str(item.points), minutes, progress]


def _shown(item: Exercise) -> str:
    return item.slug.replace("_", "-")


def _progress(console: Console, standing: Standing | None) -> str:
    if standing is None:
        return ""
    return console.text("list.done") if standing.done else f"{standing.passed}/{standing.cases}"


def _summary(
    console: Console,
    exercises: Sequence[Exercise],
    standings: Mapping[str, Standing],
    following: Exercise | None,
) -> None:
    console.say("list.total", count=len(exercises), points=sum(item.points for item in exercises))
    done = sum(standings[item.slug].done for item in exercises if item.slug in standings)
    if done:
        console.say("list.progress_total", done=done, count=len(exercises))
    if following:
        minutes = console.text("list.about", minutes=following.minutes) if following.minutes else ""
        title = following.title.in_(console.lang)
        console.say("list.next", title=title, points=following.points, minutes=minutes, exercise=_shown(following))
        console.say("list.anywhere")


def _document(
    course: Course, exercises: Sequence[Exercise], standings: Mapping[str, Standing], following: Exercise | None
) -> dict[str, object]:
    names = sorted({item.module for item in exercises})
    titles = [(name, course.module_title(name)) for name in names]
    return {
        "schema": "autograde.list/1",
        "modules": [{"name": name, "title": {"en": title.en, "ko": title.ko}} for name, title in titles],
        "exercises": [_entry(item, standings.get(item.slug)) for item in exercises],
        "next": following.slug if following else None,
    }


def _entry(item: Exercise, standing: Standing | None) -> dict[str, object]:
    return {
        "number": item.number,
        "slug": item.slug,
        "module": item.module,
        "kind": str(item.kind),
        "tier": item.tier,
        "title": {"en": item.title.en, "ko": item.title.ko},
        "points": item.points,
        "minutes": item.minutes or None,
        "requires": list(item.requires),
        "tasks": [{"name": task.name, "points": task.points} for task in item.tasks],
        "progress": {"passed": standing.passed, "cases": standing.cases, "done": standing.done} if standing else None,
    }


def _write_readmes(console: Console, course: Course) -> None:
    from autograde.course_map import README, markdown

    for lang, name in README.items():
        path = course.root / "exercises" / name
        path.write_text(markdown(course, lang), encoding="utf-8", newline="\n")
        console.say("list.written", file=path)
