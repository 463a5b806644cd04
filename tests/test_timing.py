"""What spoils timing is found in the kernel's files; a quiet machine has one row that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograde.checks import Check, State
from autograde.timing import timing

QUIET = {
    "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor": "performance",
    "sys/devices/system/cpu/intel_pstate/no_turbo": "1",
    "sys/devices/system/cpu/smt/active": "0",
    "proc/loadavg": "0.10 0.20 0.30 1/100 5",
    "proc/meminfo": "MemTotal: 16000000 kB\nSwapTotal: 2000000 kB\nSwapFree: 2000000 kB",
    "proc/self/cgroup": "0::/user.slice/grader.scope",
    "sys/fs/cgroup/user.slice/grader.scope/cpu.max": "max 100000",
}


def look(root: Path, **changes: str) -> tuple[Check, ...]:
    files = QUIET | {name.replace("__", "/"): text for name, text in changes.items()}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text + "\n", encoding="utf-8")
    return timing(root, cores=8)


def test_a_quiet_machine_has_nothing_to_say(tmp_path: Path) -> None:
    assert [check.state for check in look(tmp_path)] == [State.OK]


@pytest.mark.parametrize(
    ("file", "text", "name", "detail"),
    [
        ("sys/devices/system/cpu/cpu3/cpufreq/scaling_governor", "powersave", "timing governor", "powersave"),
        ("sys/devices/system/cpu/intel_pstate/no_turbo", "0", "timing turbo", "on"),
        ("sys/devices/system/cpu/cpufreq/boost", "1", "timing turbo", "on"),
        ("sys/devices/system/cpu/smt/active", "1", "timing SMT", "on"),
        ("proc/loadavg", "6.50 1 1 1/1 1", "timing load", "6.50 on 8 cores"),
        ("proc/meminfo", "SwapTotal: 2048000 kB\nSwapFree: 1024000 kB", "timing swap", "1000 MiB in use"),
        ("sys/fs/cgroup/user.slice/cpu.max", "150000 100000", "timing CPU quota", "1.50 of 8 cores"),
        ("sys/fs/cgroup/cpu.max", "50000 100000", "timing CPU quota", "0.50 of 8 cores"),
    ],
)
def test_what_spoils_timing_has_a_row_with_a_fix(file: str, text: str, name: str, detail: str, tmp_path: Path) -> None:
    (row,) = look(tmp_path, **{file: text})
    assert (row.name, row.state, row.detail) == (name, State.WARN, detail)
    assert row.fix
    assert row.fix.en
    assert row.fix.ko


def test_a_quota_of_the_older_interface_is_found(tmp_path: Path) -> None:
    changes = {
        "proc/self/cgroup": "4:cpu,cpuacct:/docker/abc",
        "sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_quota_us": "200000",
        "sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_period_us": "100000",
    }
    (row,) = look(tmp_path, **changes)
    assert row.detail == "2.00 of 8 cores"


def test_no_quota_and_a_quota_of_all_cores_spoil_nothing(tmp_path: Path) -> None:
    changes = {"sys/fs/cgroup/cpu.max": "800000 100000"}
    assert [check.state for check in look(tmp_path, **changes)] == [State.OK]


def test_a_machine_without_these_files_has_nothing_to_say(tmp_path: Path) -> None:
    assert [check.state for check in timing(tmp_path, cores=2)] == [State.OK]
