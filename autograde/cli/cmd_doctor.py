"""``autograde doctor``: can this machine grade safely and repeatably?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from autograde.cli.console import Console
from autograde.cli.options import Boundary, boundary_options, json_option, lang_option, pass_console

if TYPE_CHECKING:
    from autograde.doctor import Check, Diagnosis

UNREADY = 4


@click.command(
    "doctor",
    epilog="\b\nExample:\n  autograde doctor\n  autograde doctor --json\n\n"
    "\b\nExit codes:\n  0 other people's code can be graded here   4 it must not be",
)
@boundary_options
@json_option
@lang_option
@pass_console
def command(console: Console, boundary: Boundary, as_json: bool) -> int:
    """Say whether this machine can grade other people's code, how strongly it isolates, and what to repair."""
    from autograde.doctor import examine

    diagnosis = examine(boundary.policy())
    if as_json:
        console.document(_document(diagnosis))
    else:
        _show(console, diagnosis)
    return 0 if diagnosis.ready else UNREADY


def _show(console: Console, diagnosis: Diagnosis) -> None:
    header = [console.text(f"doctor.{name}") for name in ("check", "state", "detail", "fix")]
    console.table(header, [_row(console, check) for check in diagnosis.checks])
    if diagnosis.ready and diagnosis.sandbox:
        console.say("doctor.ready", backend=diagnosis.sandbox.backend, tier=diagnosis.sandbox.tier)
    else:
        console.say("doctor.unready")


def _row(console: Console, check: Check) -> list[str]:
    fix = check.fix.in_(console.lang) if check.fix else ""
    return [check.name, console.text(f"doctor.{check.state}"), check.detail, fix]


def _document(diagnosis: Diagnosis) -> dict[str, object]:
    facts = diagnosis.sandbox
    return {
        "schema": "autograde.doctor/1",
        "ready": diagnosis.ready,
        "sandbox": facts
        and {"backend": facts.backend, "tier": facts.tier, "layers": facts.layers, "missing": facts.missing},
        "checks": [
            {
                "name": check.name,
                "state": str(check.state),
                "detail": check.detail,
                "fix": check.fix and {"en": check.fix.en, "ko": check.fix.ko},
            }
            for check in diagnosis.checks
        ],
    }
