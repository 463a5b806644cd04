"""Whose a thing is that lies where many processes put theirs: its name begins with a mark of its owner.

A process number says something in one pid namespace only. Things of another one (a container that shares a folder with
us) are left alone, for nobody here can know whether their owner lives.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def mark() -> str:
    """This process."""
    return f"{os.getpid()}-{pid_namespace()}"


def is_orphaned(name: str) -> bool:
    """Whether the owner of a thing called ``name``, which begins with a mark, is gone for sure."""
    pid, namespace = [*name.split("-"), ""][:2]
    return namespace == pid_namespace() and pid.isdecimal() and not Path("/proc", pid).exists()


def pid_namespace() -> str:
    """Where process numbers mean what they mean here; empty where the system does not say."""
    with suppress(OSError):
        return str(Path("/proc/self/ns/pid").stat().st_ino)
    return ""
