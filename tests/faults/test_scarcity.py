"""Where a disk, a folder or descriptors run out: one sentence, no wrong verdict, and the same command goes on later."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.faults.conftest import ROOT, SECRET, Ended, Lab

MakeLab = Callable[..., Lab]
STUDENTS = 10
SMALL_FILES = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))"
FEW_FILES = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, ({0}, {0}))"


def mounted(lab: Lab, script: str) -> Ended:
    """Run shell commands in a mount namespace of their own; ``$GRADE`` is the command."""
    argv = [sys.executable, "-P", "-m", "autograde.cli.main", "grade", str(lab.cohort), "--out", str(lab.out)]
    argv += ["--course", str(lab.course.root), "--sandbox", "process", "--lang", "en", "--json"]
    if not shutil.which("unshare") or subprocess.run(["unshare", "-m", "true"], check=False).returncode:
        pytest.skip("needs the right to mount")
    lab.out.mkdir()
    environ = {"GRADE": " ".join(argv), "OUT": str(lab.out), "AUTOGRADE_SECRET": SECRET, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script],
        env=environ | {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return Ended(done.returncode, done.stdout, done.stderr)


def said_in_one_sentence(ended: Ended) -> bool:
    return "Traceback" not in ended.err and "Internal error" not in ended.err and "Error: " in ended.err


@pytest.fixture
def expected(lab: MakeLab) -> Ended:
    return lab(STUDENTS, "calm").run()


def test_files_that_may_not_grow_end_the_run_and_the_next_one_finishes(lab: MakeLab, expected: Ended) -> None:
    disturbed = lab(STUDENTS)
    ended = disturbed.run(before=SMALL_FILES)
    assert ended.code == 4
    assert said_in_one_sentence(ended), ended.err
    assert disturbed.run().table == expected.table


def test_a_full_disk_ends_the_run_and_the_next_one_finishes(lab: MakeLab, expected: Ended) -> None:
    script = (
        "mount -t tmpfs -o size=220k tmpfs $OUT && { $GRADE > /dev/null; echo first $? >&2; "
        "mount -o remount,size=64m $OUT; $GRADE; }"
    )
    ended = mounted(lab(STUDENTS), script)
    assert "first 4" in ended.err
    assert said_in_one_sentence(ended), ended.err
    assert (ended.code, ended.table) == (0, expected.table)


def test_a_folder_that_cannot_be_written_is_said_before_anything_runs(lab: MakeLab) -> None:
    ended = mounted(lab(STUDENTS), "mount -t tmpfs -o ro tmpfs $OUT && $GRADE")
    assert ended.code == 4
    assert said_in_one_sentence(ended), ended.err


@pytest.mark.parametrize("descriptors", [16, 24, 32])
def test_too_few_descriptors_never_make_a_wrong_verdict(descriptors: int, lab: MakeLab, expected: Ended) -> None:
    disturbed = lab(STUDENTS)
    ended = disturbed.run(before=FEW_FILES.format(descriptors))
    assert "Traceback" not in ended.err
    if ended.out:
        good = {row["student"]: row for row in expected.table}
        scored = [row for row in ended.table if row["scored"]]
        assert [row for row in scored if row != good[row["student"]]] == []
    else:
        assert ended.code in (4, 5)
    assert disturbed.run().table == expected.table
