"""A controller that has graded many submissions holds no more than one that has graded a few."""

from __future__ import annotations

import ast
import os
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from autograde.grading import Policy
from grader.catalog import Course
from grader.intake.choose import digest
from grader.model import Submission
from tests.faults.conftest import CRASH, ROOT, WRONG, descendants

Figure = Callable[[str], None]
RIGHT = "def center(x):\n    return x - x.mean(axis=0)\n"


def held(temporary: Path) -> dict[str, int]:
    """Descriptors, threads, processes and temporary entries of this process."""
    return {
        "descriptors": len(list(Path("/proc/self/fd").iterdir())),
        "threads": threading.active_count(),
        "processes": len(descendants(os.getpid())),
        "temporary": len(list(temporary.iterdir())),
    }


def resident_kib(pid: int) -> int:
    text = Path("/proc", str(pid), "status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("VmRSS"))


def test_many_submissions_leave_nothing_behind(
    course: Course, whole: bool, figure: Figure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    exercise, warm_up, total = course.get("centering"), *((100, 2000) if whole else (20, 60))
    pids = [os.getpid()]
    with Policy(backend="process").grader(exercise, b"a secret of the lab") as grader:
        pids.append(grader.judge_pid)
        before, sizes = {}, [0, 0]
        for number in range(total):
            source = f"{(RIGHT, WRONG, CRASH, RIGHT)[number % 4]}# {number}\n".encode()
            files = {exercise.filename: source}
            grader.grade(Submission(f"s{number}", exercise.filename, files, digest(files)))
            if number == warm_up:
                before, sizes = held(tmp_path), [resident_kib(pid) for pid in pids]
        after, grown = held(tmp_path), [resident_kib(pid) for pid in pids]
    assert after == before
    growth = [100 * (new - old) / old for old, new in zip(sizes, grown, strict=True)]
    figure(f"{total} submissions: {after}; growth of controller {growth[0]:.2f} %, judge {growth[1]:.2f} %")
    assert max(growth) < (1 if whole else 5)


def test_nothing_that_judges_reads_the_clock_on_the_wall() -> None:
    """A clock that jumps cannot end a submission's time or change a verdict: only the monotonic clock is read."""
    wall = {("time", "time"), ("time", "time_ns"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow")}
    found = {
        f"{path.relative_to(ROOT)}: {ast.unparse(node)}"
        for path in (ROOT / "grader").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (node.value.id, node.attr) in wall
    }
    assert {place for place in found if "engine.py" not in place} == set()  # the age of leftover containers
