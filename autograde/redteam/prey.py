"""What attacks are told about this machine, and the ear at which whatever they send arrives.

The worst case is assumed: an attack knows the numbers of our processes, the paths of our files and where somebody
listens. It is never told a canary. The ear only listens: what arrives is kept as bytes and looked through afterwards.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from autograde.redteam.canary import PREFIX, Canaries

MARK = "red-"
"""What the names of files begin with that attacks leave behind."""
_HEARD_BYTES = 1 << 20
_LOOKED_BYTES = 1 << 20
_LISTEN_SECONDS = 0.2
_PLACES = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108 - where everybody may write, so where something may be left


@dataclass(slots=True)
class Prey:
    """Something to attack. ``heard`` is what was sent to us, ``contacts`` how often somebody connected."""

    canaries: Canaries
    facts: dict[str, object]
    heard: bytearray = field(default_factory=bytearray)
    contacts: int = 0
    _found: frozenset[str] = field(default_factory=lambda: frozenset(_names()))
    _known: frozenset[str] = frozenset()

    def literal(self, **more: object) -> bytes:
        """The facts as a Python literal, for the sources of attacks."""
        return repr({**self.facts, **more}).encode("utf-8")

    def watch(self) -> None:
        """Remember what lies where everybody may write."""
        self._known = frozenset(_names())

    def tidy(self) -> None:
        """Remove what attacks left there where nothing kept them from it; what was there before is not ours."""
        for path in filter(_is_ours, set(_names()) - self._found):
            with suppress(OSError):
                Path(path).unlink()

    def left(self) -> bytes:
        """Names and contents of what has appeared there since, as far as it could be ours."""
        fresh = [path for path in _names() if path not in self._known]
        return b"\n".join(_look(path) for path in fresh[:200])


def _is_ours(path: str) -> bool:
    return Path(path).name.startswith(MARK)


def _names() -> list[str]:
    found: list[str] = []
    for place in _PLACES:
        with suppress(OSError):
            found += [entry.path for entry in os.scandir(place)]
    return found


def _look(path: str) -> bytes:
    name = os.fsencode(path)
    with suppress(OSError):
        if Path(path).is_file() and not Path(path).is_symlink():
            with Path(path).open("rb") as file:
                return name + b"\n" + file.read(_LOOKED_BYTES)
    return name


_WITNESS = "import sys\nheld = sys.stdin.readline()\nprint('ready', flush=True)\nsys.stdin.read()"
"""A process of the same user, with a canary in its environment and one in its memory."""


@contextmanager
def set_out(canaries: Canaries) -> Iterator[Prey]:
    """Prey for one run: a file that everybody may read, a process to look into, and two open ears."""
    with (
        _file(canaries.texts["file"]) as file,
        _witness(canaries) as witness,
        socket.create_server(("127.0.0.1", 0)) as stream,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagram,
    ):
        datagram.bind(("127.0.0.1", stream.getsockname()[1]))
        facts: dict[str, object] = {"prefix": PREFIX, "pid": os.getpid(), "witness": witness, "file": file}
        prey = Prey(canaries, facts | {"port": stream.getsockname()[1]})
        prey.watch()
        stop = threading.Event()
        ears = [threading.Thread(target=_hear, args=(ear, prey, stop), daemon=True) for ear in (stream, datagram)]
        for ear in ears:
            ear.start()
        try:
            yield prey
        finally:
            stop.set()
            prey.tidy()
            for ear in ears:
                ear.join(2.0)


@contextmanager
def _file(text: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="autograde-prey-") as folder:
        Path(folder).chmod(0o755)
        file = Path(folder, "canary")
        file.write_text(text, encoding="utf-8")
        file.chmod(0o644)
        yield str(file)


@contextmanager
def _witness(canaries: Canaries) -> Iterator[int]:
    variables = {"TOKEN": canaries.texts["environment"]}
    with subprocess.Popen(
        [sys.executable, "-I", "-c", _WITNESS], env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(canaries.texts["memory"] + "\n")
        process.stdin.flush()
        process.stdout.readline()
        try:
            yield process.pid
        finally:
            process.kill()


def _hear(ear: socket.socket, prey: Prey, stop: threading.Event) -> None:
    """Take what is sent until told to stop."""
    ear.settimeout(_LISTEN_SECONDS)
    while not stop.is_set():
        with suppress(OSError):
            if ear.type == socket.SOCK_DGRAM:
                _keep(prey, ear.recv(1 << 16))
                continue
            talker, _ = ear.accept()
            with talker:
                talker.settimeout(1.0)
                _keep(prey, talker.recv(1 << 16))


def _keep(prey: Prey, data: bytes) -> None:
    prey.contacts += 1
    prey.heard += data[: max(0, _HEARD_BYTES - len(prey.heard))]
