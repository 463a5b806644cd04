"""The benchmarks measure what they say, and their page shows what was measured."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from benchmarks import meter, page, peers_security

ROOT = Path(__file__).resolve().parents[1]


def run(cpu: float, wall: float, **scores: int | None) -> dict[str, Any]:
    return {"cpu_ms": cpu, "wall_ms": wall, "peak_mib": 10.0, "cut": False, "seconds": wall / 1e3, "scores": scores}


def document() -> dict[str, Any]:
    truth = {"s00": 15, "s19": 12}
    facts = {"date": "2026-01-01", "cores": 2, "memory_gib": 4, "system": "Linux 6", "machine": "x", "load_before": 0.1}
    return {
        "quick": False,
        "minutes": 1.0,
        "facts": facts | {"cpu_by": "control group", "commit": "0" * 7},
        "versions": {"ours": {"numpy": "2"}},
        "truth": {"fifteen": truth, "fifteen_torch": truth, "training": truth},
        "runs": {
            "limit": [run(10, 10), run(10, 10), run(90, 90)],
            "process, as the limit": [run(15, 15), run(19, 19), run(900, 900)],
            "process": [run(20, 20, s00=15, s19=12)],
            "pytest": [run(400, 500, s00=15, s19=None)],
        },
        "two": {"process x1": [run(20, 20)], "process x2": [run(20, 16)]},
        "loop": {"process": [run(1, 1000, loop=12)], "pytest": [run(1, 30_000, loop=None) | {"cut": True}]},
    }


TRUTH = """\
from benchmarks import workload as w
print(list(w.truth(names=["s14", "s15", "s16", "s17", "s18", "s19"]).values()))
nothing = w.Plain(b"relu = softmax_loss = batchnorm = conv2d = adam = lambda *args: None")
print(sum(w.passes(case, nothing, w.Plain(w.sources()["s00"])) for case in w.cases()))
"""


def test_the_work_is_what_it_says_and_returning_nothing_earns_nothing() -> None:
    # In a process without pytest, as in the benchmarks: the suite is called as plain functions.
    said = subprocess.run([sys.executable, "-c", TRUTH], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert said.splitlines() == [str([15, 13, 12, 12, 0, 12]), "0"]


def test_medians_ratios_and_verdicts_are_shown(tmp_path: Path) -> None:
    text = page.write(document(), tmp_path)
    assert "| autograde, process sandbox | namespaces, Landlock, seccomp | 20.0 | 20.0 | 3,000 | 3,750 |" in text
    assert "| 2 of 2 | right, 1.0 s |" in text
    assert "| 1 of 2, 1 no verdict | did not end within 30 s |" in text


def test_an_aim_that_is_missed_is_called_missed(tmp_path: Path) -> None:
    text = page.write(document(), tmp_path)
    assert "| NumPy suite in `process`, CPU, against its limit | 1.90 | at most 2 |  |" in text
    assert "| two workers, against one | 1.25 | at least 1.8 | **missed** |" in text


def test_the_picture_has_a_bar_for_everyone_measured(tmp_path: Path) -> None:
    page.write(document(), tmp_path)
    drawn = ET.parse(tmp_path / "results.svg").getroot()
    assert len([one for one in drawn if one.tag.endswith("rect")]) == 3


def test_a_command_that_does_not_end_is_cut() -> None:
    assert meter.run([[[sys.executable, "-c", "while True: pass"]]], {}, seconds=0.5).cut


def test_cpu_of_children_counts() -> None:
    burn = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(10**7))'])"
    idle = burn.replace("10**7", "1")
    costs = [meter.run([[[sys.executable, "-c", code]]], {}, seconds=60).cpu for code in (burn, idle)]
    assert costs[0] > 2 * costs[1]


@pytest.mark.parametrize(
    ("attack", "cell", "told"),
    [
        ("exit_at_call", peers_security.Cell(score=None, status=0), "**no verdict, exit status 0**"),
        ("exit_at_call", peers_security.Cell(score=12, status=1), "**12 of 15**"),
        ("exit_at_call", peers_security.Cell(score=0, status=1), "0 of 15"),
        ("network", peers_security.Cell(score=0, traces={"network": "x"}), "**connected**"),
        ("another_submission", peers_security.Cell(score=0, neighbour=15), "no"),
    ],
)
def test_a_cell_of_the_side_by_side_table(attack: str, cell: peers_security.Cell, told: str) -> None:
    assert peers_security.table({"x": {attack: cell}}).endswith(f" | {told} |")
