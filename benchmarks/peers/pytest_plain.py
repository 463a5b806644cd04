"""Plain pytest: one process per submission, tests and submission side by side in one folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from benchmarks.peers import suite

TITLE = "pytest"
PACKAGES = ("pytest", "numpy")
_CONFTEST = """\
import importlib

import numpy as np
import pytest

from kit import Student


@pytest.fixture(scope="module")
def student():
    return Student(vars(importlib.import_module("{slug}")))


@pytest.fixture(scope="module")
def reference():
    return importlib.import_module("reference")


@pytest.fixture
def rng():
    return np.random.default_rng(1)
"""


def prepare(folder: Path, slug: str, work: Mapping[str, bytes], python: Path) -> None:  # noqa: ARG001 - one signature
    """One folder per submission."""
    for name, source in work.items():
        own = folder / name
        suite.write(own, slug)
        (own / "cases.py").rename(own / "test_cases.py")
        (own / "conftest.py").write_text(_CONFTEST.format(slug=slug), encoding="utf-8")
        (own / f"{slug}.py").write_bytes(source)


def commands(folder: Path, slug: str, names: Sequence[str], python: Path) -> list[list[str]]:  # noqa: ARG001
    """One run of pytest per submission."""
    return [command(folder / name, python) for name in names]


def command(own: Path, python: Path, *more: str) -> list[str]:
    """Grade the submission in the folder ``own``."""
    options = ["-q", "--tb=short", "-p", "no:cacheprovider", f"--rootdir={own}", f"--junitxml={own}/seen.xml", *more]
    return [str(python), "-m", "pytest", *options, str(own)]


def scores(folder: Path, slug: str, names: Sequence[str], python: Path) -> dict[str, int | None]:  # noqa: ARG001
    """Cases without a failure in the JUnit file."""
    return {name: passed(folder / name / "seen.xml") for name in names}


def passed(path: Path) -> int | None:
    """Cases that passed according to a JUnit file; None without one."""
    if not path.exists():
        return None
    cases = ET.parse(path).getroot().iter("testcase")
    return sum(not len(case) for case in cases)
