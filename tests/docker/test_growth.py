"""Five hundred submissions through one warm container and one warm judge: the last finds what the first found."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograde.verify.proof import submission
from grader.candidate.container import INSIDE, SCRATCH
from grader.catalog import open_course, reference_source
from grader.model import Verdict
from grader.pipeline import Grader, open_grader, sandbox_spec
from grader.sandbox.docker import DockerOptions, DockerSandbox
from grader.sandbox.engine import Engine
from tests.docker.cohorts import ROOT

pytestmark = [pytest.mark.docker, pytest.mark.slow]

_LITTER = b"""
import os, tempfile
open("left", "w").write("x" * 1000)
tempfile.mkdtemp()
os.open(__file__ if os.path.exists(__file__) else "left", os.O_RDONLY)
print("x" * 1000)
# %d
"""
_GROWTH = 1.02


def counted(sandbox: DockerSandbox, grader: Grader, engine: Engine, temporary: Path) -> dict[str, int]:
    """What must not grow by one: descriptors, processes, files."""
    container = sandbox._zygote._container
    look = ["/python3", "-S", "-B", "-c", f"import os; print(len(os.listdir('{INSIDE}{SCRATCH}')))"]
    files = engine._api.exec_start(engine._api.exec_create(container, look)["Id"])
    return {
        "descriptors here": len(list(Path("/proc/self/fd").iterdir())),
        "descriptors of the judge": len(list(Path(f"/proc/{grader.judge_pid}/fd").iterdir())),
        "descriptors of the zygote": len(list(Path(f"/proc/{sandbox.pid}/fd").iterdir())),
        "processes in the container": len(engine._api.top(container)["Processes"]),
        "files in the container": int(files),
        "temporary files here": len(list(temporary.rglob("*"))),
    }


def resident_kib(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


def test_five_hundred_submissions_leave_no_trace(
    options: DockerOptions, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    exercise = open_course(ROOT).get("softmax_cross_entropy")
    right = reference_source(exercise)

    def grade(grader: Grader, numbers: range) -> None:
        for number in numbers:
            report = grader.grade(submission(exercise, right + _LITTER % number, f"student{number}"))
            assert report.verdict is Verdict.ACCEPTED

    with (
        DockerSandbox(sandbox_spec(exercise), options) as sandbox,
        open_grader(exercise, sandbox, secret=b"tests") as grader,
    ):
        container = sandbox._zygote._container
        grade(grader, range(50))
        counted(sandbox, grader, engine, tmp_path)  # opens connections to the engine that stay
        before = counted(sandbox, grader, engine, tmp_path)
        memory = {pid: resident_kib(pid) for pid in (sandbox.pid, grader.judge_pid)}
        grade(grader, range(50, 500))
        assert sandbox._zygote._container == container, "it was the same one all the time"
        assert counted(sandbox, grader, engine, tmp_path) == before
        after = {pid: resident_kib(pid) for pid in memory}
    assert {pid: kib for pid, kib in after.items() if kib > memory[pid] * _GROWTH} == {}, (memory, after)
