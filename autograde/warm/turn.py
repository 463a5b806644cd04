"""One check in a fork of the warm process: take over the caller's streams, folder and environment, then do the command.

The fork does what ``autograde check`` does, in the same code, and differs only in where candidates come from. When the
caller goes away (Ctrl-C, a closed terminal), it ends at once.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from autograde.warm.client import HELLO_SECONDS, Request, peer_user

if TYPE_CHECKING:
    from autograde.cli.console import Console
    from grader.sandbox.forked import Keeper

__all__ = ["serve"]

_REQUEST_BYTES = 1 << 21
_INTERRUPTED = 130


def serve(connection: socket.socket, modules: tuple[str, ...]) -> NoReturn:
    """Answer one caller and end this process, whatever happens."""
    code = 1
    try:
        code = _serve(connection, modules)
    finally:
        os._exit(code)


def _serve(connection: socket.socket, modules: tuple[str, ...]) -> int:
    from autograde.cli.console import Console
    from autograde.cli.main import conclude
    from grader.model import Lang
    from grader.sandbox.forked import fork_keeper

    connection.settimeout(HELLO_SECONDS)
    data, fds, _, _ = socket.recv_fds(connection, _REQUEST_BYTES, 3)
    if peer_user(connection) != os.getuid() or _dismissed(data, modules) or len(fds) != 3:
        return 1
    message = json.loads(data)
    wanted = Request(**message | {"encodings": tuple(message["encodings"])})
    _take_over(wanted, fds)
    keeper = fork_keeper(wanted.environ)
    connection.send(b"ready")
    if connection.recv(16) != b"go":
        return 1
    connection.settimeout(None)
    threading.Thread(target=_leave_with, args=(connection,), daemon=True).start()
    console, answer = Console(Lang(wanted.lang)), _Answer()
    code = conclude(console, wanted.environ, lambda: _check(console, wanted, modules, keeper, answer))
    sys.stdout.flush()
    sys.stderr.flush()
    connection.send(json.dumps(answer.elsewhere or {"code": code}).encode())
    keeper.close()
    return 0


def _dismissed(data: bytes, modules: tuple[str, ...]) -> bool:
    """Whether this was no check but a newer process that asks us to leave; then we do."""
    asked = data == b"leave" or (data == b"leave if heavy" and len(modules) > 1)
    if asked:
        os.kill(os.getppid(), signal.SIGTERM)
    return asked


class _Answer:
    """``elsewhere`` says which modules a process should have imported for this exercise."""

    elsewhere: dict[str, Any] | None = None


def _check(console: Console, wanted: Request, modules: tuple[str, ...], keeper: Keeper, answer: _Answer) -> int:
    from autograde.cli import cmd_check
    from autograde.cli.options import the_course
    from grader.pipeline import sandbox_spec
    from grader.sandbox.forked import ForkedSandbox

    course = the_course(Path(wanted.course) if wanted.course else None)
    exercise, path = cmd_check.find_work(course, wanted.what, Path.cwd())
    if sandbox_spec(exercise).modules != modules:
        answer.elsewhere = {"modules": sandbox_spec(exercise).modules}
        return 0
    return cmd_check.check(
        console, exercise, path, as_json=wanted.as_json, sandbox=lambda spec: ForkedSandbox(spec, keeper)
    )


def _take_over(wanted: Request, fds: list[int]) -> None:
    """Become, for everything that the work can see, the process of the caller."""
    for name in (signal.SIGTERM, signal.SIGCHLD):
        signal.signal(name, signal.SIG_DFL)
    for source, target in zip(fds, range(3), strict=True):
        os.dup2(source, target)
        os.close(source)
    os.chdir(wanted.folder)
    os.umask(wanted.umask)
    os.environ.clear()
    os.environ.update(wanted.environ)
    time.tzset()
    sys.stdin = open(0, closefd=False)  # noqa: SIM115  the caller's stream, as it comes
    sys.stdout, sys.stderr = (_stream(fd, name) for fd, name in zip((1, 2), wanted.encodings, strict=True))
    importlib.invalidate_caches()  # files may have come since the warm process looked
    gc.unfreeze()


def _stream(fd: int, encoding: str) -> TextIO:
    buffering = 1 if os.isatty(fd) else -1
    return open(fd, "w", buffering, encoding=encoding, errors="replace", closefd=False)


def _leave_with(connection: socket.socket) -> None:
    """Wait until the caller hangs up. The keeper notices that we are gone and takes its candidate along."""
    try:
        connection.recv(1)
    finally:
        os._exit(_INTERRUPTED)
