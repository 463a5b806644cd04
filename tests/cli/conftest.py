"""A small real course, made by ``autograde new`` itself, and a way to run the command line in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograde import skeleton
from autograde.cli.main import run
from grader.catalog import Course, open_course


@dataclass(frozen=True)
class Ran:
    """What one command line did."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Autograde = Callable[..., Ran]


@pytest.fixture
def autograde(capsys: pytest.CaptureFixture[str]) -> Autograde:
    def ran(*argv: str | Path, environ: dict[str, str] | None = None) -> Ran:
        capsys.readouterr()
        code = run([str(part) for part in argv], environ or {})
        seen = capsys.readouterr()
        return Ran(code, seen.out, seen.err)

    return ran


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """One exercise, ``centering``, complete with its hidden half."""
    root = tmp_path / "course"
    (root / "exercises").mkdir(parents=True)
    empty = Course(root, ())
    skeleton.create(root, skeleton.plan(empty, "01_building_blocks", "centering", 1))
    return open_course(root)
