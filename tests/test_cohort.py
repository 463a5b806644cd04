"""The bundled cohort gets the verdicts that examples/expected.toml promises, and no attack earns a point."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from autograde import grading
from grader.errors import SandboxUnavailable

ROOT = Path(__file__).resolve().parents[1]
EXPECTED: dict[str, dict[str, str]] = tomllib.loads((ROOT / "examples" / "expected.toml").read_text(encoding="utf-8"))
HOSTILE = {"mallory", "trudy", "정서연"}
Rows = dict[tuple[str, str], dict[str, Any]]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """One run of the real command over the whole cohort: rows by exercise and student."""
    try:
        grading.inspect_sandbox(grading.Policy())
    except SandboxUnavailable as error:
        pytest.skip(f"no isolation here: {error.message}")
    out = tmp_path_factory.mktemp("out")
    (out / "secret").write_text("a secret of the tests alone", encoding="utf-8")
    command = [sys.executable, "-m", "autograde.cli.main", "grade", "examples/cohort", "--json", "--out", str(out)]
    done = subprocess.run([*command, "--secret-file", str(out / "secret")], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return {(row["exercise"], row["student"]): row for row in json.loads(done.stdout)["reports"]}


@pytest.mark.parametrize(
    ("exercise", "student"), [(exercise, student) for exercise in EXPECTED for student in EXPECTED[exercise]]
)
def test_a_submission_gets_its_verdict(exercise: str, student: str, rows: Rows) -> None:
    if exercise.endswith("_torch") and find_spec("torch") is None:
        pytest.skip("needs torch")
    assert rows[exercise, student]["verdict"] == EXPECTED[exercise][student]


def test_every_row_is_expected(rows: Rows) -> None:
    assert {f"{exercise} {student}" for exercise, student in rows} == {
        f"{exercise} {student}" for exercise, students in EXPECTED.items() for student in students
    }


def test_every_exercise_has_at_least_twelve_submissions() -> None:
    submitted = {
        name: sum(verdict != "skipped" for verdict in students.values()) for name, students in EXPECTED.items()
    }
    assert {name: count for name, count in submitted.items() if count < 12} == {}


def test_an_interrupted_run_keeps_and_indexes_what_it_has_written(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "autograde.cli.main", "grade", "examples/cohort", "--out", str(tmp_path / "out")]
    environ = {**os.environ, "AUTOGRADE_SECRET": "a secret of the tests alone"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as program:
        while not list(tmp_path.rglob("*.html")) and program.poll() is None:
            time.sleep(0.05)
        os.killpg(program.pid, signal.SIGINT)
        assert program.wait(60) == 130
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    pages = [path for path in (tmp_path / "out" / "reports").rglob("*.html") if path.with_suffix(".json").exists()]
    assert pages
    assert [page for page in pages if quote(page.relative_to(tmp_path / "out").as_posix()) not in index] == []


def test_no_hostile_submission_earns_anything(rows: Rows) -> None:
    assert {key: row["earned_milli"] for key, row in rows.items() if key[1] in HOSTILE and row["earned_milli"]} == {}
