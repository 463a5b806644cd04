"""Resource limits and the identity of a candidate: what is left of the process's rights.

Limits are hard and inherited, so that nothing started later has more. Sizes in the names.
"""

from __future__ import annotations

import os
import resource
from pathlib import Path

from grader.candidate.lockdown import kernel

_MIB = 1 << 20
OPEN_FILES = 64
_MAY_BE_REFUSED = (resource.RLIMIT_MSGQUEUE, resource.RLIMIT_SIGPENDING)
"""gVisor refuses these, and has message queues and queued signals of its own, which the container's limits hold."""


def set_limits(
    *,
    address_mib: int | None,
    file_mib: int,
    processes: int,
    cpu_seconds: int,
    data_mib: int | None = None,
) -> None:
    """Put hard limits in force, but for open files. ``processes`` counts every task of this user (threads too).

    None leaves address space or data (private memory that can be written to) to whatever else limits them.
    """
    memory = ((resource.RLIMIT_AS, address_mib), (resource.RLIMIT_DATA, data_mib))
    for which, value in (
        *((kind, mib * _MIB) for kind, mib in memory if mib is not None),
        (resource.RLIMIT_FSIZE, file_mib * _MIB),
        (resource.RLIMIT_NPROC, processes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_SIGPENDING, 64),
    ):
        _limit(which, value)


def limit_open_files(count: int) -> None:
    """A hard limit on descriptors, which also bounds their numbers: to be set when everything is in its place."""
    _limit(resource.RLIMIT_NOFILE, count)


def _limit(which: int, value: int) -> None:
    hard = resource.getrlimit(which)[1]
    bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(which, (bound, bound))
    except ValueError:
        if which not in _MAY_BE_REFUSED:
            raise


def become(uid: int) -> None:
    """Switch to an unprivileged user for good; every capability goes with the old one."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def map_to_user(uid: int, gid: int, inside: int) -> None:
    """Fill the maps of a fresh user namespace: ``inside`` stands for the user who runs us."""
    for name, text in (("setgroups", "deny"), ("gid_map", f"{inside} {gid} 1"), ("uid_map", f"{inside} {uid} 1")):
        Path(f"/proc/self/{name}").write_text(text, encoding="ascii")


def die_with_parent() -> None:
    """Ask to be killed when the parent dies. Changing user clears it: call it afterwards."""
    kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
