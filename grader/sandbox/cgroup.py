"""Control groups for one sandbox: memory and process limits over everything in it, where writable.

Both versions are supported, separately or side by side. Failing to get a group is normal (an
ordinary user without delegation, a container): the sandbox then says that the layer is missing.
Groups carry the mark of the controller in their name, so that those of a killed controller are found
and removed by the next one.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from grader.sandbox import owners

_PREFIX = "autograde-"
_REMOVE_SECONDS = 1.0
_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class _Names:
    """Files of one version of the interface."""

    memory: str
    swap: str
    usage: str
    processes: str
    events: str


_V1 = _Names(
    "memory.limit_in_bytes", "memory.memsw.limit_in_bytes", "memory.usage_in_bytes", "pids.max", "memory.oom_control"
)
_V2 = _Names("memory.max", "memory.swap.max", "memory.current", "pids.max", "memory.events")


class Cgroup:
    """The groups that hold one sandbox's processes; ``layers`` says which limits are real."""

    def __init__(self, memory: Path | None, pids: Path | None, names: _Names) -> None:
        self._memory = memory
        self._pids = pids
        self._names = names

    @classmethod
    def create(cls, pid: int) -> Cgroup:
        """Groups of our own holding ``pid``; as many controllers as this machine allows, maybe none."""
        name = f"{owners.mark()}-{pid}"
        unified = _first_usable(_v2_parents(), name, _V2.memory, pid)
        if unified:
            return cls(unified, unified if (unified / _V2.processes).exists() else None, _V2)
        memory = _first_usable(_v1_parents("memory"), name, _V1.memory, pid)
        pids = _first_usable(_v1_parents("pids"), name, _V1.processes, pid)
        return cls(memory, pids, _V1)

    @property
    def layers(self) -> tuple[str, ...]:
        """``cgroup-memory`` and ``cgroup-pids``, those that are in force."""
        named = (("cgroup-memory", self._memory), ("cgroup-pids", self._pids))
        return tuple(name for name, folder in named if folder)

    def limit(self, *, memory_mib: int, processes: int) -> None:
        """Allow that much on top of what the group holds now (the warm zygote)."""
        if self._memory:
            used = int((self._memory / self._names.usage).read_text(encoding="ascii"))
            bound = str(used + memory_mib * _MIB)
            (self._memory / self._names.memory).write_text(bound, encoding="ascii")
            with suppress(OSError):  # absent without swap accounting
                swap = "0" if self._names is _V2 else bound
                (self._memory / self._names.swap).write_text(swap, encoding="ascii")
        if self._pids:
            now = int((self._pids / "pids.current").read_text(encoding="ascii"))
            (self._pids / self._names.processes).write_text(str(now + processes), encoding="ascii")

    def oom_kills(self) -> int:
        """How often the kernel killed something here for want of memory."""
        if not self._memory:
            return 0
        for line in (self._memory / self._names.events).read_text(encoding="ascii").splitlines():
            key, _, value = line.partition(" ")
            if key == "oom_kill":
                return int(value)
        return 0

    def remove(self) -> None:
        """Remove the groups once their processes are gone; gives up quietly after a second."""
        deadline = time.monotonic() + _REMOVE_SECONDS
        for folder in {self._memory, self._pids} - {None}:
            while folder and not _remove(folder) and time.monotonic() < deadline:
                time.sleep(0.005)
        self._memory = self._pids = None


def _remove(folder: Path) -> bool:
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _first_usable(parents: list[Path], name: str, needed: str, pid: int) -> Path | None:
    """A new group below the first parent that lets us create one, limit it and move ``pid`` there."""
    for parent in parents:
        _remove_stale(parent)
        folder = parent / (_PREFIX + name)
        try:
            folder.mkdir()
        except OSError:
            continue
        try:
            if (folder / needed).exists():
                (folder / "cgroup.procs").write_text(str(pid), encoding="ascii")
                return folder
        except OSError:
            pass
        _remove(folder)
    return None


def _remove_stale(parent: Path) -> None:
    with suppress(OSError):
        for folder in parent.glob(f"{_PREFIX}*"):
            if owners.is_orphaned(folder.name.removeprefix(_PREFIX)):
                _remove(folder)


def _own_groups() -> dict[str, str]:
    """Controller name (empty for version 2) -> path of our group."""
    found: dict[str, str] = {}
    with suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines():
            _, controllers, path = line.split(":", 2)
            found |= dict.fromkeys(controllers.split(","), path)
    return found


def _mounts() -> list[tuple[str, Path, str]]:
    """``(file system type, mount point, options)`` of every mounted cgroup hierarchy."""
    found: list[tuple[str, Path, str]] = []
    with suppress(OSError):
        for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines():
            _, where, kind, options, *_ = line.split()
            if kind.startswith("cgroup"):
                found.append((kind, Path(where), options))
    return found


def _v1_parents(controller: str) -> list[Path]:
    own = _own_groups().get(controller, "/").lstrip("/")
    tops = [where for kind, where, options in _mounts() if kind == "cgroup" and controller in options.split(",")]
    return [path for top in tops for path in (top / own, top) if path.is_dir()]


def _v2_parents() -> list[Path]:
    """Beside us first, where systemd delegates to users; then below us; then the top."""
    own = _own_groups().get("", "/").lstrip("/")
    tops = [where for kind, where, _ in _mounts() if kind == "cgroup2"]
    paths = [path for top in tops for path in ((top / own).parent if own else top, top / own, top)]
    return [path for path in dict.fromkeys(paths) if path.is_dir() and os.access(path, os.W_OK)]
