"""What makes times on this machine differ from one run to the next. Reads the kernel's own files, changes nothing.

Time limits are many times what the reference needs, so none of this changes verdicts by itself; it matters to whoever
measures, and to machines that are close to a limit already.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from autograde.checks import Check, State
from grader.model import Text

__all__ = ["timing"]

_BUSY = 0.5
"""Programs that want to run per processor above which a measurement measures the others."""
_CPU = "sys/devices/system/cpu"


def timing(root: Path = Path("/"), cores: int | None = None) -> tuple[Check, ...]:
    """One row for each thing that spoils timing, or one that says that nothing does.

    Args:
        root: Where ``/proc`` and ``/sys`` lie; another folder in tests.
        cores: Number of processors; None for this machine's.
    """
    count = cores or os.cpu_count() or 1
    found = (_governor(root), _turbo(root), _smt(root), _load(root, count), _swap(root), _quota(root, count))
    rows = tuple(Check(f"timing {name}", State.WARN, detail, fix) for name, detail, fix in filter(None, found))
    return rows or (Check("timing", State.OK, "nothing was found that spoils it"),)


_Found = tuple[str, str, Text] | None


def _governor(root: Path) -> _Found:
    names = {_read(path) for path in (root / _CPU).glob("cpu[0-9]*/cpufreq/scaling_governor")}
    slow = sorted(names - {"performance", ""})
    return ("governor", ", ".join(slow), _GOVERNOR) if slow else None


def _turbo(root: Path) -> _Found:
    on = _read(root / _CPU / "intel_pstate/no_turbo") == "0" or _read(root / _CPU / "cpufreq/boost") == "1"
    return ("turbo", "on", _TURBO) if on else None


def _smt(root: Path) -> _Found:
    return ("SMT", "on", _SMT) if _read(root / _CPU / "smt/active") == "1" else None


def _load(root: Path, cores: int) -> _Found:
    first = _read(root / "proc/loadavg").partition(" ")[0]
    load = float(first) if first.replace(".", "", 1).isdecimal() else 0.0
    return ("load", f"{load:.2f} on {cores} cores", _LOAD) if load > _BUSY * cores else None


def _swap(root: Path) -> _Found:
    fields = dict(_pairs(_read(root / "proc/meminfo")))
    used = fields.get("SwapTotal", 0) - fields.get("SwapFree", 0)
    return ("swap", f"{used >> 10} MiB in use", _SWAP) if used >> 10 else None


def _pairs(meminfo: str) -> Iterator[tuple[str, int]]:
    for line in meminfo.splitlines():
        name, _, rest = line.partition(":")
        number = rest.split()[0] if rest.split() else ""
        if number.isdecimal():
            yield name, int(number)


def _quota(root: Path, cores: int) -> _Found:
    """The tightest limit of processor time above us, in processors."""
    limits = [limit for limit in (*_quotas_v2(root), *_quotas_v1(root)) if limit < cores]
    return ("CPU quota", f"{min(limits):.2f} of {cores} cores", _QUOTA) if limits else None


def _quotas_v2(root: Path) -> Iterator[float]:
    for folder in _own_folders(root, "", root / "sys/fs/cgroup"):
        quota, _, period = _read(folder / "cpu.max").partition(" ")
        if quota.isdecimal() and period.isdecimal():
            yield int(quota) / int(period)


def _quotas_v1(root: Path) -> Iterator[float]:
    for top in ("cpu", "cpu,cpuacct"):
        for folder in _own_folders(root, "cpu", root / "sys/fs/cgroup" / top):
            quota, period = _read(folder / "cpu.cfs_quota_us"), _read(folder / "cpu.cfs_period_us")
            if quota.isdecimal() and period.isdecimal():
                yield int(quota) / int(period)


def _own_folders(root: Path, controller: str, top: Path) -> Iterator[Path]:
    """The group that holds us below ``top``, and those above it. A container may see its own as the top."""
    yield top
    for line in _read(root / "proc/self/cgroup").splitlines():
        _, names, path = [*line.split(":", 2), "", ""][:3]
        if controller in names.split(",") or (not controller and not names):
            inner = Path(path.lstrip("/"))
            yield from (top / folder for folder in (inner, *inner.parents) if folder.parts)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


_GOVERNOR = Text(
    en="The clock follows the load: cpupower frequency-set -g performance",
    ko="부하에 따라 클럭이 바뀌어요: cpupower frequency-set -g performance",
)
_TURBO = Text(
    en="The clock depends on temperature and on other cores: echo 1 > /sys/devices/system/cpu/intel_pstate/no_turbo "
    "(elsewhere: echo 0 > /sys/devices/system/cpu/cpufreq/boost)",
    ko="온도와 다른 코어의 상태에 따라 클럭이 바뀌어요: echo 1 > /sys/devices/system/cpu/intel_pstate/no_turbo "
    "(다른 기종에서는 echo 0 > /sys/devices/system/cpu/cpufreq/boost)",
)
_SMT = Text(
    en="Two threads share a core: echo off > /sys/devices/system/cpu/smt/control, or --workers at half of the cores.",
    ko="스레드 두 개가 코어 하나를 나눠 써요: echo off > /sys/devices/system/cpu/smt/control 명령으로 끄거나, "
    "--workers 값을 코어 수의 절반으로 정해 주세요.",
)
_LOAD = Text(
    en="Other programs use the processors: stop them, or grade with fewer --workers.",
    ko="다른 프로그램이 프로세서를 쓰고 있어요. 종료하거나 --workers 값을 줄여 주세요.",
)
_SWAP = Text(
    en="Memory was moved to the disk: grade with fewer --workers, or swapoff -a once there is room.",
    ko="메모리 일부가 디스크로 옮겨졌어요. --workers 값을 줄이거나, 여유가 생기면 swapoff -a 명령을 실행해 주세요.",
)
_QUOTA = Text(
    en="The group that this runs in may use only part of the processors: grade with --workers at that number, or raise "
    "its CPU limit.",
    ko="이 프로그램이 속한 그룹은 프로세서의 일부만 쓸 수 있어요. --workers 값을 그 수에 맞추거나 "
    "CPU 한도를 높여 주세요.",
)
