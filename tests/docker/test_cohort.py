"""The whole example cohort, graded by the command itself: the same bytes in every container as in ``process``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.docker.cohorts import ROOT, Run, differences
from tests.docker.conftest import give_up, options_for

pytestmark = [pytest.mark.docker, pytest.mark.slow, pytest.mark.torch]

COHORT = ROOT / "examples" / "cohort"
BOUNDARIES = {
    "runc warm": (None, "warm"),
    "runc fresh": (None, "fresh"),
    "gvisor warm": ("runsc", "warm"),
}
"""Those of a course. A kernel for every submission, and streams in the place of a socket, keep the promises of
``test_conformance.py``; with the whole cohort (seen equal on 2026-11-21) they would take three minutes more."""
FLOODS = "정서연"
"""Takes memory, output and time until a limit ends it; which one is reached first is up to the machine (decision 3)."""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the ``process`` sandbox says."""
    pytest.importorskip("torch")
    run = Run(COHORT, tmp_path_factory.mktemp("process"), ("--sandbox", "process", "--require-tier", "2"))
    code, said = run.finish()
    if code == 4:
        give_up(said)
    assert code == 0, said
    return run.verdicts()


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_the_whole_cohort_gets_the_same_reports(boundary: str, url: str, here: dict[str, str], tmp_path: Path) -> None:
    runtime, isolation = BOUNDARIES[boundary]
    options_for(url, runtime)
    asked = ("--sandbox", "docker", "--engine", url, "--isolation", isolation, "--require-tier", "3")
    run = Run(COHORT, tmp_path, (*asked, *(("--runtime", runtime) if runtime else ())))
    code, said = run.finish()
    assert code == 0, said
    there = run.verdicts()
    assert len(there) >= 60
    assert [name for name in differences(here, there) if not name.endswith(FLOODS)] == []
    assert points(here) == points(there)


def points(reports: dict[str, str]) -> dict[str, tuple[int, bool]]:
    """What everybody earned, and whether it counts."""
    whole = {name: json.loads(report) for name, report in reports.items()}
    return {name: (report["earned_milli"], report["scored"]) for name, report in whole.items()}
