"""Who a candidate becomes, and how many of that user's tasks are not its own.

``RLIMIT_NPROC`` counts tasks per user and is not enforced for root, so real root always switches
to a number nobody else has. Without root the user stays the same and others' tasks count along.
"""

from __future__ import annotations

import os
import platform
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FIRST_USER = 1_900_000_000
"""Above every range that systemd and shadow hand out; 16 numbers for each zygote."""
PER_ZYGOTE = 16
_ZYGOTE_TASKS = 2
_SLACK = 64
_COUNTS_PER_NAMESPACE = (5, 14)
"""Since this kernel version tasks are counted per user *namespace*."""


@dataclass(frozen=True, slots=True)
class Identity:
    """``uid`` is the first of 16 numbers to switch to, 0 to stay; ``other_tasks`` count against the limit."""

    uid: int
    other_tasks: int


def choose_identity(pid: int, *, confined: bool, readable: tuple[str, ...]) -> Identity:
    """The identity for the candidates of the zygote ``pid``.

    ``confined`` says that there will be a private root. Without one a switch of user is only
    possible when everything in ``readable`` can be reached by others.
    """
    if os.geteuid() == 0 and (confined or all(map(_reachable_by_others, readable))):
        return Identity(FIRST_USER + pid * PER_ZYGOTE, 0)
    if confined and _kernel_version() >= _COUNTS_PER_NAMESPACE:
        return Identity(0, _ZYGOTE_TASKS)
    return Identity(0, _tasks_of(os.getuid()) + _SLACK)


def _kernel_version() -> tuple[int, ...]:
    return tuple(int(part) for part in platform.release().split("-")[0].split(".")[:2] if part.isdecimal())


def _reachable_by_others(path: str) -> bool:
    place = Path(path)
    return all(folder.stat().st_mode & 0o1 for folder in place.parents) and bool(place.stat().st_mode & 0o4)


def _tasks_of(uid: int) -> int:
    """Processes and threads of ``uid`` that can be seen."""
    count = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):
                if entry.stat().st_uid == uid:
                    count += (entry / "task").stat().st_nlink - 2
    return count
