"""The processor core that a worker keeps to: told by whoever shares out the cores, used by backends that have a choice.

Nothing may depend on having one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass

__all__ = ["Home", "at_home", "home", "move"]


@dataclass(frozen=True, slots=True)
class Home:
    """A worker's ``core``. ``lease_another`` gets one more that is idle, until the stack is closed; None: none is."""

    core: int
    lease_another: Callable[[ExitStack], int | None]


_HOME: ContextVar[Home | None] = ContextVar("home", default=None)


def home() -> Home | None:
    """The home of the calling worker; None when it has no core of its own."""
    return _HOME.get()


@contextmanager
def at_home(here: Home) -> Iterator[None]:
    """Tell the sandboxes that are opened meanwhile in this thread."""
    token = _HOME.set(here)
    try:
        yield
    finally:
        _HOME.reset(token)


def move(pid: int, core: int) -> None:
    """Keep a process of ours on another core from now on."""
    if sys.platform == "linux":
        with suppress(OSError):  # it has ended, or may not run there
            os.sched_setaffinity(pid, {core})
