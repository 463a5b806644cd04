"""How cost and memory grow with the size of a cohort, measured on ``autograde grade`` from outside."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import contestants, meter, workload
from grader.catalog import reference_source

_POLL_SECONDS = 0.25
_QUEUE_SECONDS = 240.0


@dataclass(frozen=True, slots=True)
class Grown:
    """CPU seconds of whole runs by the number of submissions."""

    cpu: dict[int, float]

    def marginal_ms(self, few: int, many: int) -> float:
        """CPU milliseconds of each further submission between two sizes."""
        return (self.cpu[many] - self.cpu[few]) / (many - few) * 1e3


@dataclass(frozen=True, slots=True)
class Queued:
    """Resident memory of the controller in MiB, with so many jobs queued and after so many were graded."""

    queued: int
    mib_by_graded: dict[int, float]


def _cohort(folder: Path, count: int) -> Path:
    right = reference_source(workload.exercise())
    return contestants.write_cohort(folder, {f"s{i:05}": right + f"\n# {i}\n".encode() for i in range(count)})


def cohorts(sizes: tuple[int, ...]) -> Grown:
    """Run one cohort of each size."""
    cpu: dict[int, float] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-") as name:
            command = contestants.grade_command(_cohort(Path(name), size), Path(name), 1)
            usage = meter.run([[command]], contestants.environment(), seconds=1800)
            cpu[size] = usage.cpu
    return Grown(cpu)


def queue(count: int, until: int) -> Queued:
    """Queue ``count`` submissions, watch the controller until ``until`` are graded, then end it."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        command = contestants.grade_command(_cohort(folder, count), folder, 2)
        process = subprocess.Popen(
            command, env=contestants.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            return Queued(count, _watched(process, folder / "out" / "reports" / "fifteen", until))
        finally:
            process.kill()  # an interruption may be ignored where this runs in the background
            process.wait()


def _watched(process: subprocess.Popen[bytes], reports: Path, until: int) -> dict[int, float]:
    seen: dict[int, float] = {}
    deadline = time.monotonic() + _QUEUE_SECONDS
    while process.poll() is None and time.monotonic() < deadline and max(seen, default=0) < until:
        graded = sum(name.endswith(".html") for name in os.listdir(reports)) if reports.exists() else 0  # noqa: PTH208
        if graded:
            seen[graded] = _resident_mib(process.pid)
        time.sleep(_POLL_SECONDS)
    return seen


def _resident_mib(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0) / 1024
