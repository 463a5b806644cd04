"""Runs ``autograde grade`` as a person would and reads back what it wrote, times set aside.

What tests of whole cohorts share; it never judges.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 900
_MEASURED = frozenset({"wall_seconds", "cpu_seconds", "peak_mib", "sandbox"})


@dataclass(frozen=True)
class Run:
    """One cohort and one report folder; it may be started again and again."""

    cohort: Path
    out: Path
    options: tuple[str, ...] = ()

    def start(self) -> subprocess.Popen[str]:
        """Start the command."""
        argv = [sys.executable, "-P", "-m", "autograde.cli.main", "grade", str(self.cohort), "--out", str(self.out)]
        environ = {**os.environ, "AUTOGRADE_SECRET": "a secret of the tests alone", "PYTHONPATH": str(ROOT)}
        pipes: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "encoding": "utf-8"}
        return subprocess.Popen([*argv, "--lang", "en", *self.options], cwd=ROOT, env=environ, **pipes)

    def finish(self) -> tuple[int, str]:
        """Run it to its end: exit code, and what it said about errors."""
        with self.start() as process:
            return ended(process)

    def reports(self) -> dict[str, dict[str, Any]]:
        """Whole reports as they lie in the folder, by exercise and student."""
        found = sorted((self.out / "reports").glob("*/*.json"))
        return {f"{path.parent.name}/{path.stem}": json.loads(path.read_text(encoding="utf-8")) for path in found}

    def verdicts(self) -> dict[str, str]:
        """The same without measured times and without the sandbox's own description, as bytes to compare."""
        return {name: json.dumps(timeless(report), sort_keys=True) for name, report in self.reports().items()}


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """How a run ended: exit code, and what it said about errors. It is killed when it takes for ever."""
    try:
        _, err = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return process.returncode, err


def timeless(value: Any) -> Any:
    """``value`` without what differs from run to run and from sandbox to sandbox."""
    if isinstance(value, dict):
        return {key: timeless(inner) for key, inner in value.items() if key not in _MEASURED}
    return [timeless(inner) for inner in value] if isinstance(value, list) else value


def differences(here: dict[str, str], there: dict[str, str]) -> Sequence[str]:
    """Names of reports that are not the same bytes, or that only one of two runs has."""
    return [name for name in sorted(here.keys() | there.keys()) if here.get(name) != there.get(name)]
