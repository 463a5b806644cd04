"""Counts what a Docker engine does for us: its own processes and its containers, in control groups that can be read."""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks import meter


@contextmanager
def counted(url: str) -> Iterator[Sequence[Path]]:
    """The groups of the engine at ``url`` and of its containers; none where that cannot be arranged.

    The engine's processes are put into a group of their own meanwhile and back afterwards. What it starts stays there.
    """
    place = meter.parent()
    if not url.startswith("unix://") or place is None or place[1] != "cpuacct.usage":
        yield ()
        return
    root, containers = place[0], place[0] / "docker"
    with meter.group() as job:
        assert job.folder is not None
        _move(_family(_server(url.removeprefix("unix://"))), job.folder)
        try:
            yield (job.folder, containers) if containers.exists() else (job.folder,)
        finally:
            _move(job.members(), root)


def _server(path: str) -> int:
    """Process id of whoever listens on the socket."""
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(path)
        credentials = client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return int(struct.unpack("3i", credentials)[0])


def _family(pid: int) -> list[int]:
    """A process and its descendants."""
    children: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        children += map(int, path.read_text(encoding="ascii").split())
    return [pid, *(member for child in children for member in _family(child))]


def _move(pids: Sequence[int], folder: Path) -> None:
    for pid in pids:
        with suppress(OSError), (folder / "cgroup.procs").open("w", encoding="ascii") as file:
            file.write(str(pid))


def address() -> str:
    """Where the engine is, by the environment; empty if it does not say."""
    return os.environ.get("AUTOGRADE_DOCKER_HOST") or os.environ.get("DOCKER_HOST") or ""
