"""What a student has tried so far: one small file that ``check`` writes and ``list`` reads.

Exists so that the map of the course can show progress without a server. It is a convenience and nothing else: it is
read with suspicion, whatever is odd in it counts as not tried, and a folder that cannot be written to stops nobody.
It must never be taken for a grade.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from grader.model import Report, Verdict

__all__ = ["FILE", "Standing", "find", "place", "read", "record"]

FILE = ".autograde-progress.json"
SCHEMA = "autograde.progress/1"
MAX_BYTES = 1 << 20
_MAX_CASES = 100_000


@dataclass(frozen=True, slots=True)
class Standing:
    """The last practice run of one exercise: how many of its public cases passed."""

    passed: int
    cases: int

    @property
    def done(self) -> bool:
        """Whether every public case passed."""
        return 0 < self.cases == self.passed


def find(folder: Path) -> Path | None:
    """The file at ``folder`` or the nearest one above it."""
    here = folder.absolute()
    return next((path for path in (one / FILE for one in (here, *here.parents)) if path.is_file()), None)


def place(work: Path, cwd: Path) -> Path:
    """Where the run of the file ``work`` is recorded, when the command was given in ``cwd``.

    An existing file is used on. Else a new one lies beside the folders that ``start`` makes: in ``cwd``, or above it
    where ``cwd`` is such a folder itself.
    """
    here, file = cwd.absolute(), work.absolute()
    own_folder = file.parent == here and here.name == file.stem
    return find(here) or (here.parent if own_folder else here) / FILE


def read(path: Path | None) -> dict[str, Standing]:
    """What is recorded, by slug; empty where nothing can be read."""
    document = _document(path) if path else {}
    entries = document.get("exercises")
    known = {slug: _standing(entry) for slug, entry in entries.items()} if isinstance(entries, dict) else {}
    return {slug: standing for slug, standing in known.items() if standing is not None}


def record(path: Path, report: Report) -> bool:
    """Note the outcome of ``report``, a run of the public suite; False where that is not possible.

    A run without cases (a file that cannot be read, PyTorch missing) says nothing and changes nothing.
    """
    cases = [case for task in report.tasks for case in task.cases]
    if not cases or report.verdict is Verdict.JUDGE_ERROR:
        return False
    passed = sum(case.verdict is Verdict.ACCEPTED for case in cases)
    return _write(path, {**read(path), report.exercise: Standing(passed, len(cases))})


def _document(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and found.get("schema") == SCHEMA else {}


def _standing(entry: object) -> Standing | None:
    if not isinstance(entry, dict):
        return None
    passed, cases = entry.get("passed"), entry.get("cases")
    if type(passed) is not int or type(cases) is not int or not 0 <= passed <= cases <= _MAX_CASES:
        return None
    return Standing(passed, cases)


def _write(path: Path, standings: Mapping[str, Standing]) -> bool:
    """Whole or not at all: a reader never meets half a file."""
    document = {"schema": SCHEMA, "exercises": {slug: asdict(one) for slug, one in sorted(standings.items())}}
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        fresh.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
        fresh.replace(path)
    except OSError:
        return False
    return True
