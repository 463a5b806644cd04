"""``autograde redteam``: every attack on record against this machine's sandbox."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograde.cli.console import Console
from autograde.cli.options import Boundary, boundary_options, course_option, json_option, lang_option, pass_console

if TYPE_CHECKING:
    from autograde.redteam.battery import Tried
    from grader.catalog import Course
    from grader.model import SandboxFacts

BROKEN = 1


@click.command(
    "redteam",
    epilog="\b\nExample:\n  autograde redteam\n  autograde redteam --sandbox process --only steal --json\n\n"
    "\b\nExit codes:\n  0 every promise was kept   1 an attack broke one   2 usage   4 no isolation strong enough here",
)
@boundary_options
@click.option("--only", multiple=True, metavar="GOAL|NAME", help="Only these; may be given more than once.")
@course_option
@json_option
@lang_option
@pass_console
def command(
    console: Console, boundary: Boundary, only: tuple[str, ...], course_root: Path | None, as_json: bool
) -> int:
    """Attack the grader as a hostile student would, and count what that gained.

    Runs every attack on record through the real intake, judge and reports, against a small course whose hidden parts
    hold recognisable values, and against the exercises of the course where their hidden parts are installed. With
    --sandbox unsafe, attacks that would harm this machine are left out, and values do leak: it is no boundary.
    """
    from autograde.redteam.battery import open_battery
    from autograde.redteam.record import attacks_folder, read_record, select

    record = select(read_record(attacks_folder()), only)
    unsafe = boundary.backend == "unsafe"
    policy = boundary.policy(0 if unsafe else 1, trusted=unsafe)
    rows: list[Tried] = []
    with open_battery(policy, _course(course_root), random.SystemRandom()) as battery:
        facts = battery.facts
        console.note("redteam.boundary", backend=facts.backend, tier=facts.tier, layers=", ".join(facts.layers))
        for row in battery.run(record):
            rows.append(row)
            console.note("redteam.progress", done=len(rows), total=len(record), name=row.fixture.key)
    if as_json:
        console.document(_document(rows, facts))
    else:
        _show(console, rows)
    return BROKEN if any(row.broken for row in rows) else 0


def _course(root: Path | None) -> Course | None:
    """The real course, if there is one: the target needs none."""
    from grader.catalog import find_course
    from grader.errors import UsageError

    try:
        return find_course(root, Path.cwd())
    except UsageError:
        return None


def _show(console: Console, rows: Sequence[Tried]) -> None:
    from autograde.redteam.battery import tally
    from autograde.redteam.record import GOALS

    names = ("goal", "tried", "gained", "leaked", "changed", "crashed", "overrun")
    table = [_line(console, goal, [r for r in rows if r.fixture.goal == goal]) for goal in GOALS]
    header = [console.text(f"redteam.{name}") for name in names]
    console.table(header, [line for line in table if line], right=frozenset(range(1, 7)))
    for row in rows:
        for sentence in row.broken:
            console.say("redteam.broken", name=row.fixture.key, about=sentence)
    total = tally(rows)
    if total.skipped:
        reasons = sorted({row.skipped for row in rows if row.skipped})
        console.say("redteam.skipped", count=total.skipped, reasons="; ".join(reasons))
    console.say(
        "redteam.total",
        tried=total.tried,
        gained=f"{total.gained_milli / 1000:g}",
        leaked=total.leaked,
        changed=total.changed,
        crashed=total.crashed,
        overrun=f"{total.overrun_seconds:.1f}",
    )
    console.say("redteam.kept" if not total.broken else "redteam.not_kept", count=total.broken)


def _line(console: Console, goal: str, rows: Sequence[Tried]) -> list[str]:
    from autograde.redteam.battery import tally

    total = tally(rows)
    done = sum(not row.skipped for row in rows)
    if not done:
        return []
    figures = (total.leaked, total.changed, total.crashed)
    overrun = f"{total.overrun_seconds:.1f}"
    name = console.text(f"redteam.goal.{goal}")
    return [name, str(done), f"{total.gained_milli / 1000:g}", *map(str, figures), overrun]


def _document(rows: Sequence[Tried], facts: SandboxFacts) -> dict[str, object]:
    from dataclasses import asdict

    from autograde.redteam.battery import tally

    return {
        "schema": "autograde.redteam/1",
        "sandbox": asdict(facts),
        "total": asdict(tally(rows)),
        "attacks": [_entry(row) for row in rows],
    }


def _entry(row: Tried) -> dict[str, object]:
    return {
        "goal": row.fixture.goal,
        "name": row.fixture.name,
        "about": row.fixture.about,
        "exercise": row.fixture.exercise,
        "skipped": row.skipped,
        "expected": row.fixture.expected.verdict,
        "verdict": row.verdict,
        "gained_milli": row.gained_milli,
        "leaked": list(row.leaked),
        "changed": row.changed,
        "crashed": row.crashed,
        "wall_seconds": round(row.wall_seconds, 3),
        "overrun_seconds": round(row.overrun_seconds, 3),
        "broken": list(row.broken),
    }
