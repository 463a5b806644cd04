"""One coverage-guided search by atheris: ``python -m tests.fuzz.drive TARGET [libFuzzer options] [corpus or input]``.

Exists apart from the campaign because libFuzzer takes over the process that it runs in. Given a file, it runs that
input once, which is how a finding is looked at.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["grader", "autograde.cli.console"], enable_loader_override=False):
    from tests.fuzz import comparator, intake, report, wire

Target = Callable[[bytes], None]


def targets(folder: Path) -> dict[str, Target]:
    """Every search by name; ``folder`` is an empty one for those that need files."""
    return {
        "wire-to-judge": partial(wire.run, candidate=False),
        "wire-to-candidate": partial(wire.run, candidate=True),
        "intake": partial(intake.run, folder=folder),
        "report": report.run,
        "comparator": comparator.run,
    }


def main() -> None:
    """Search until the options say that it is enough, or until something is found."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        target = targets(Path(folder))[sys.argv.pop(1)]
        atheris.Setup(sys.argv, target)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
