"""Says whether a time limit was the machine's doing: other work kept the submission from running.

A submission that computes uses the processor all the time it has; one that got much less while others waited for a
processor may have been starved. It then runs once more, which costs time and can never cost a point.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from grader.model import Report, Verdict

__all__ = ["crowded", "starved", "unlucky"]

_SHARE = 0.5
"""Less of a processor than this, all in all, is not what a busy program gets on a machine of its own."""
_PRESSURE = Path("/proc/pressure/cpu")
_WAITING_PERCENT = 20.0


def unlucky(report: Report) -> bool:
    """Whether ``report`` shows a time limit that this machine may be to blame for, right now."""
    return starved(report) and crowded(_pressure(), _load())


def starved(report: Report) -> bool:
    """Whether a time limit was reached with little of the processor's time used."""
    limited = report.verdict is Verdict.TIME_LIMIT or Verdict.TIME_LIMIT in set(_verdicts(report))
    return limited and report.cpu_seconds < _SHARE * report.wall_seconds


def crowded(pressure: str, load: float) -> bool:
    """Whether programs wait for a processor: by the kernel's pressure figures, else by the load per processor."""
    for line in pressure.splitlines():
        fields = dict(part.partition("=")[::2] for part in line.split()[1:])
        if line.startswith("some") and "avg10" in fields:
            return float(fields["avg10"]) >= _WAITING_PERCENT
    return load > 1.0


def _verdicts(report: Report) -> Iterator[Verdict]:
    return (case.verdict for task in report.tasks for case in task.cases)


def _pressure() -> str:
    try:
        return _PRESSURE.read_text(encoding="ascii")
    except OSError:  # an older kernel, or another system
        return ""


def _load() -> float:
    """Programs that want to run per processor, over the last minute; 0 where nobody counts them."""
    try:
        return os.getloadavg()[0] / (os.cpu_count() or 1)
    except (AttributeError, OSError):
        return 0.0
