"""otter-grader: ``otter run``, which grades one notebook without a container, one process per submission."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.peers import suite
from benchmarks.peers.notebook import code, write

TITLE = "otter run"
PACKAGES = ("otter-grader", "numpy", "ipykernel", "nbconvert", "ipylab")
_TEST = """\
from otter.test_files import test_case

OK_FORMAT = False
name = {name!r}
points = 1


@test_case(points=1, hidden=False)
def test(env):
    import cases, kit
    cases.{name}(*kit.fixtures(cases.{name}, kit.Student(env)))
"""
_SUPPORT = ("cases.py", "reference.py", "kit.py", "grader/__init__.py", "grader/judge.py")


def prepare(folder: Path, slug: str, work: Mapping[str, bytes], python: Path) -> None:
    """``autograder.zip`` and one notebook per submission."""
    suite.write(folder, slug)
    for name in suite.names(slug):
        (folder / "tests").mkdir(exist_ok=True)
        (folder / "tests" / f"{name}.py").write_text(_TEST.format(name=name), encoding="utf-8")
    options = ["-t", "tests", "-o", "autograder.zip", "--no-config", "--no-requirements", "--no-environment"]
    subprocess.run(
        [str(python), "-m", "otter", "generate", *options, *_SUPPORT],
        check=True,
        capture_output=True,
        cwd=folder,
        env=suite.environment(python),
    )
    for name, content in work.items():
        write(folder / f"{name}.ipynb", [code(content.decode())])
        (folder / f"out-{name}").mkdir()


def commands(folder: Path, slug: str, names: Sequence[str], python: Path) -> list[list[str]]:  # noqa: ARG001
    """One ``otter run`` per submission."""
    return [
        [
            *("env", "-C", str(folder), str(python), "-m", "otter", "run", "--no-logo"),
            *("-a", "autograder.zip", "-o", f"out-{name}", f"{name}.ipynb"),
        ]
        for name in names
    ]


def scores(folder: Path, slug: str, names: Sequence[str], python: Path) -> dict[str, int | None]:  # noqa: ARG001
    """Points in each ``results.json``."""
    return {name: _score(folder / f"out-{name}" / "results.json") for name in names}


def _score(path: Path) -> int | None:
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return int(sum(test.get("score", 0) for test in written["tests"]))
