"""The command's side: have a warm process do this check, and see to it that there is one for the next.

Every failure means "do it yourself" and is silent: no process, a process of somebody else, a machine without Unix
sockets, standard streams that are not the real ones. It must never leave a check done twice or not at all: the work
begins only when both sides have said that they are there.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TextIO

from autograde.warm.place import code_state, environment_state, runtime_folder, socket_path

__all__ = ["BASE", "Request", "ask", "listens", "peer_user", "possible", "start"]

BASE = ("numpy",)
"""What the process that is asked first has imported; it finds out which exercise is meant."""
HELLO_SECONDS = 1.0
_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Request:
    """One command line of ``autograde check``, with everything around it that the work depends on."""

    what: str | None
    course: str | None
    as_json: bool
    lang: str
    folder: str
    environ: dict[str, str]
    umask: int
    encodings: tuple[str, str]


def ask(what: str | None, course: Path | None, environ: Mapping[str, str], *, as_json: bool, lang: str) -> int | None:
    """The exit code, after a warm process has done the check on our streams; ``None``: nothing was done."""
    if not possible():
        return None
    with suppress(OSError, ValueError):
        wanted = _request(what, course, environ, as_json=as_json, lang=lang)
        folder = runtime_folder(environ)
        state = code_state() + environment_state(environ)
        modules: Sequence[str] | None = BASE
        while folder and modules:
            answer = _turn(socket_path(folder, state, modules), wanted)
            if answer.get("code") is not None:
                return int(answer["code"])
            modules = answer.get("modules") if modules == BASE else None
    return None


def _request(what: str | None, course: Path | None, environ: Mapping[str, str], *, as_json: bool, lang: str) -> Request:
    umask = os.umask(0o077)
    os.umask(umask)
    encodings = (sys.stdout.encoding, sys.stderr.encoding)
    return Request(
        what, str(course) if course else None, as_json, lang, str(Path.cwd()), dict(environ), umask, encodings
    )


def start(modules: Sequence[str], environ: Mapping[str, str]) -> None:
    """Start what will make the next check quick, for as long as this terminal session lasts. Does not wait."""
    if not (possible() and any(os.isatty(fd) for fd in range(3))):
        return
    leader = os.getsid(0)
    if leader in (0, os.getpid()) or (folder := runtime_folder(environ)) is None:
        return  # there is no session to end with
    code, own = code_state(), dict(environ)
    for wanted in dict.fromkeys((BASE, tuple(modules))):
        path = socket_path(folder, code + environment_state(environ), wanted)
        if not listens(path):
            with suppress(OSError, NotImplementedError):
                _spawn([str(path), code, str(leader), *wanted], own)


def _spawn(arguments: list[str], environ: dict[str, str]) -> None:
    from grader.sandbox.unsafe import FIXED_ENVIRONMENT

    null = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in range(3)]
    program = [sys.executable, "-P", "-m", "autograde.warm.server", *arguments]
    os.posix_spawn(sys.executable, program, environ | FIXED_ENVIRONMENT, file_actions=null, setsid=True)


def possible() -> bool:
    """Linux, and standard streams that are the process's own: a fork elsewhere can write to those only."""
    return sys.platform == "linux" and _is(sys.stdout, 1) and _is(sys.stderr, 2)


def _is(stream: TextIO, fd: int) -> bool:
    try:
        return stream.fileno() == fd
    except (OSError, ValueError, AttributeError):  # replaced by something that is no file
        return False


def listens(path: Path) -> bool:
    """Whether a process answers at ``path``."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection, suppress(OSError):
        connection.connect(str(path))
        return True
    return False


def _turn(path: Path, wanted: Request) -> dict[str, Any]:
    """What the process at ``path`` answers: a ``code``, or which ``modules`` it should have had. Raises ``OSError``."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection:
        connection.settimeout(HELLO_SECONDS)
        connection.connect(str(path))
        if peer_user(connection) != os.getuid():
            return {}
        socket.send_fds(connection, [json.dumps(asdict(wanted)).encode()], [0, 1, 2])
        if connection.recv(_BYTES) != b"ready":
            return {}
        connection.settimeout(None)
        connection.send(b"go")
        answer: dict[str, Any] = json.loads(connection.recv(_BYTES) or b"{}")
        return answer


def peer_user(connection: socket.socket) -> int:
    """Whose process is at the other end, as the kernel says."""
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return int(struct.unpack("3i", credentials)[1])
