"""gradescope-utils: what Gradescope runs in a container per submission (the container is not counted)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.peers import suite

TITLE = "gradescope-utils"
PACKAGES = ("gradescope-utils", "numpy")
_RUN = """\
import unittest

from gradescope_utils.autograder_utils.decorators import number, weight
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner

import cases
import {slug}
from kit import Student, fixtures


def method(test):
    return lambda self: test(*fixtures(test, self.student))


class Cases(unittest.TestCase):
    student = Student(vars({slug}))


for at, (name, test) in enumerate(sorted(vars(cases).items())):
    if name.startswith("test_"):
        setattr(Cases, name, number(str(at))(weight(1)(method(test))))

with open("results.json", "w") as file:
    JSONTestRunner(visibility="visible", stream=file).run(unittest.defaultTestLoader.loadTestsFromTestCase(Cases))
"""


def prepare(folder: Path, slug: str, work: Mapping[str, bytes], python: Path) -> None:  # noqa: ARG001 - one signature
    """One folder per submission, as Gradescope copies it beside the tests."""
    for name, source in work.items():
        suite.write(folder / name, slug)
        (folder / name / "run_tests.py").write_text(_RUN.format(slug=slug), encoding="utf-8")
        (folder / name / f"{slug}.py").write_bytes(source)


def commands(folder: Path, slug: str, names: Sequence[str], python: Path) -> list[list[str]]:  # noqa: ARG001
    """One process per submission, in its folder."""
    return [["env", "-C", str(folder / name), str(python), "run_tests.py"] for name in names]


def scores(folder: Path, slug: str, names: Sequence[str], python: Path) -> dict[str, int | None]:  # noqa: ARG001
    """Points in the file that Gradescope reads."""
    return {name: _score(folder / name / "results.json") for name in names}


def _score(path: Path) -> int | None:
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return int(sum(test["score"] for test in written["tests"]))
