"""nbgrader: one command for all submissions, a new kernel for each; with feedback pages or without."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.peers import suite
from benchmarks.peers.notebook import Cell, code, write

TITLE = "nbgrader"
PACKAGES = ("nbgrader", "numpy")
_CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "bench"
c.CourseDirectory.root = {root!r}
c.NbGrader.logfile = ""
"""
_SCORES = """\
import json, sys
from nbgrader.api import Gradebook, MissingEntry
found = {}
with Gradebook("sqlite:///" + sys.argv[1]) as book:
    for name in sys.argv[2:]:
        try:
            found[name] = round(book.find_submission("ps1", name).score)
        except MissingEntry:
            found[name] = None
print(json.dumps(found))
"""


def prepare(folder: Path, slug: str, work: Mapping[str, bytes], python: Path) -> None:
    """A course with one released assignment, and everybody's notebook in ``submitted``."""
    source = folder / "source" / "ps1"
    suite.write(source, slug)
    write(source / "ps1.ipynb", _cells(slug, "pass"))
    (folder / "nbgrader_config.py").write_text(_CONFIG.format(root=str(folder)), encoding="utf-8")
    subprocess.run(
        _command(folder, python, "generate_assignment"), check=True, capture_output=True, env=suite.environment(python)
    )
    for name, content in work.items():
        write(folder / "submitted" / name / "ps1" / "ps1.ipynb", _cells(slug, content.decode()))


def _cells(slug: str, solution: str) -> list[Cell]:
    def marked(name: str, *, grade: bool) -> dict[str, object]:
        kind = {"grade": grade, "solution": not grade, "locked": grade, "points": int(grade), "task": False}
        return {"grade_id": name, "schema_version": 3, "cell_type": "code", **kind}

    tests = [
        code(
            f"import cases, kit\ncases.{name}(*kit.fixtures(cases.{name}, kit.Student(globals())))",
            nbgrader=marked(name, grade=True),
        )
        for name in suite.names(slug)
    ]
    return [code(solution, nbgrader=marked("solution", grade=False)), *tests]


def _command(folder: Path, python: Path, verb: str, *more: str) -> list[str]:
    options = ["--assignment=ps1", *more]
    return ["env", "-C", str(folder), str(python), "-m", "nbgrader", verb, *options]


def commands(folder: Path, slug: str, names: Sequence[str], python: Path) -> list[list[str]]:  # noqa: ARG001
    """One ``nbgrader autograde`` for everybody in ``names``; it starts a kernel for each."""
    only = [f"--student={names[0]}"] if len(names) == 1 else []
    return [_command(folder, python, "autograde", *only)]


def feedback(folder: Path, python: Path) -> list[list[str]]:
    """Write the feedback pages of everybody who was graded."""
    return [_command(folder, python, "generate_feedback")]


def scores(folder: Path, slug: str, names: Sequence[str], python: Path) -> dict[str, int | None]:  # noqa: ARG001
    """Points in the gradebook."""
    command = [str(python), "-c", _SCORES, str(folder / "gradebook.db"), *names]
    said = subprocess.run(
        command, check=True, capture_output=True, text=True, cwd=folder, env=suite.environment(python)
    ).stdout
    found: dict[str, int | None] = json.loads(said)
    return found
