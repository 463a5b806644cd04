"""A processor core of its own for every worker of a cohort.

Judge and candidate speak in turn, never at once. On one core the other's answer is still in the cache and nobody has to
be woken on another core, which costs a tenth of the time and keeps two workers out of each other's way. A core belongs
to one worker of this machine at a time, by a lock that the kernel drops when its holder dies; whoever finds none runs
wherever there is room. Nothing may depend on having one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from grader.sandbox.cores import Home, at_home

__all__ = ["own_core"]


@contextmanager
def own_core(folder: Path | None = None) -> Iterator[int | None]:
    """Keep the calling thread, and every process it starts, on a core that no other worker has; None: all are taken.

    ``folder`` holds the locks, see ``grader.devices.locks``. A process that may use one core only is left alone.
    """
    if sys.platform != "linux" or len(allowed := os.sched_getaffinity(0)) < 2:
        yield None
        return
    lease = partial(_lease, sorted(allowed), folder)
    with ExitStack() as held:
        core = lease(held)
        if core is not None:
            os.sched_setaffinity(0, {core})
            held.callback(os.sched_setaffinity, 0, allowed)
            held.enter_context(at_home(Home(core, lease)))
        yield core


def _lease(cores: list[int], folder: Path | None, held: ExitStack) -> int | None:
    from grader.devices.locks import Locks, default_folder
    from grader.devices.model import DeviceFault

    locks = Locks(folder or default_folder())
    try:
        return next((core for core in cores if held.enter_context(locks.attempt(f"core-{core}"))), None)
    except DeviceFault:
        return None
