"""The warm process: import, listen, fork; end with the terminal session, after idle minutes, or when outdated.

It never runs anything of a student's or of an exercise itself, holds no state between checks, and keeps to one thread,
so a fork of it is as good as a fresh process.
"""

from __future__ import annotations

import gc
import importlib
import os
import select
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from autograde.warm import turn
from autograde.warm.client import listens
from autograde.warm.place import code_state

__all__ = ["main", "run"]

IDLE_SECONDS = 600.0
_BACKLOG = 8
_COMMAND = (
    "autograde.cli.cmd_check", "autograde.cli.main", "autograde.grading", "autograde.jobs", "autograde.standing",
    "grader.catalog", "grader.manifest", "grader.pipeline", "grader.report.json", "grader.report.text",
    "grader.sandbox.forked", "grader.candidate.runner",
    "tomllib", "difflib", "numpy.random", "numpy.linalg", "numpy.fft", "numpy.ma", "email.parser",
)  # fmt: skip
"""What a check imports on its way; some of it only when it is reached."""


def run(path: Path, code: str, leader: int, modules: Sequence[str], *, idle_seconds: float = IDLE_SECONDS) -> None:
    """Serve at ``path`` until there is no more reason to. ``code`` is the state of our files that the caller saw."""
    session = os.pidfd_open(leader)
    _import(modules)
    if code_state() != code or listens(path):
        return  # edited since, so what was imported may be of either state; or another one was quicker
    _ask_others_to_leave(path, modules)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        ours = _bind(listener, path)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the forks
        told, tell = os.pipe()
        signal.signal(signal.SIGTERM, lambda *_: os.write(tell, b"x"))  # an exception could strike within a fork
        gc.collect()
        gc.freeze()  # a fork that only reads these objects shares their memory
        try:
            _listen(listener, (session, told), tuple(modules), idle_seconds)
        finally:
            with suppress(OSError):
                if path.stat().st_ino == ours:
                    path.unlink()


def _bind(listener: socket.socket, path: Path) -> int:
    """Listen under a name of our own, then take over ``path``, which a killed process may have left; its inode."""
    own = path.with_suffix(f".{os.getpid()}")
    listener.bind(str(own))
    listener.listen(_BACKLOG)
    number = own.stat().st_ino
    own.replace(path)
    return number


def _listen(listener: socket.socket, ends: Sequence[int], modules: tuple[str, ...], idle_seconds: float) -> None:
    """Fork for every caller until one of ``ends`` has something to say or nobody came for a while."""
    poll = select.poll()
    for fd in (listener.fileno(), *ends):
        poll.register(fd, select.POLLIN)
    while ready := poll.poll(idle_seconds * 1000):
        if any(fd in ends for fd, _ in ready):
            return
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            turn.serve(connection, modules)
        connection.close()


def _import(modules: Sequence[str]) -> None:
    for name in (*modules, *_COMMAND, *_pytest_modules()):
        importlib.import_module(name)


def _pytest_modules() -> list[str]:
    """What pytest imports when it starts: its own plugins."""
    from _pytest.config import default_plugins

    return [f"_pytest.{name}" for name in default_plugins if find_spec(f"_pytest.{name}")]


def _ask_others_to_leave(path: Path, modules: Sequence[str]) -> None:
    """Processes of another state are of no use any more, and of those that hold more than numpy one is enough."""
    state = path.name.partition("-")[0]
    for other in path.parent.glob("*.sock"):
        outdated = other.name.partition("-")[0] != state
        if other != path and (outdated or len(modules) > 1):
            _dismiss(other, heavy_only=not outdated)


def _dismiss(other: Path, *, heavy_only: bool) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection, suppress(OSError):
        connection.connect(str(other))
        connection.send(b"leave if heavy" if heavy_only else b"leave")


def main(argv: Sequence[str]) -> None:
    """``path code leader module...``, as ``autograde.warm.client`` starts it."""
    path, code, leader, *modules = argv
    os.chdir("/")
    run(Path(path), code, int(leader), modules)


if __name__ == "__main__":
    main(sys.argv[1:])
