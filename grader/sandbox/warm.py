"""The controller's end of a zygote: started with a cleared environment, told what it may see.

Used by the ``process`` backend only. It holds the control socket, the cgroup and whatever was made
on disk for the zygote, and removes all of it; it never reads anything a candidate wrote.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Literal

from grader.errors import SandboxUnavailable
from grader.sandbox import gpu
from grader.sandbox import layout as layouts
from grader.sandbox.base import SandboxSpec
from grader.sandbox.cgroup import Cgroup
from grader.sandbox.identity import Identity, choose_identity
from grader.sandbox.session import FINISH_SECONDS, ask_to_finish

ZygoteMode = Literal["namespaces", "landlock"]

_START_SECONDS = 120.0
_BOOT = """
import sys
sys.path.append(sys.argv[1])
from grader.candidate import zygote
zygote.main(*map(int, sys.argv[2:]))
"""
_ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "HOME": "/tmp",  # noqa: S108 - of the private root
    "USER": "candidate",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}


class Zygote:
    """The controller's end of one zygote process."""

    def __init__(self, spec: SandboxSpec, mode: Literal["namespaces", "landlock"], entry: str) -> None:
        self.mode = mode
        self.versions: dict[str, str] = {}
        self.own_user = False
        self.threads_only = True
        self._kills = 0
        self._stage: str | None = None
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the zygote
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        controller = os.pidfd_open(os.getpid())
        try:
            self._process = _spawn(theirs.fileno(), controller, self._log)
        finally:
            theirs.close()
            os.close(controller)
        self._cgroup = Cgroup.create(self._process.pid)
        try:
            self._configure(spec, entry)
        except BaseException:
            self.stop()
            raise

    @property
    def pid(self) -> int:
        """Process id of the zygote."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it can take another session."""
        return self._process.poll() is None and self._control.fileno() >= 0

    @property
    def cgroup_layers(self) -> tuple[str, ...]:
        """Which cgroup limits are in force."""
        return self._cgroup.layers

    def open(self, fds: tuple[int, int, int]) -> None:
        """Fork a candidate that gets ``fds`` (channel, stdout, stderr). Raises ``OSError`` when gone."""
        socket.send_fds(self._control, [b"open"], fds)

    def finish(self) -> dict[str, Any] | None:
        """Have the candidate killed; what the kernel saw of it, or None when the zygote is gone."""
        seen = ask_to_finish(self._control)
        if seen is None:
            self._kill()
        return seen

    def ran_out_of_memory(self) -> bool:
        """Whether the kernel killed something here for want of memory since the last time we asked."""
        before, self._kills = self._kills, self._cgroup.oom_kills()
        return self._kills > before

    def stop(self) -> None:
        """End it and everything in it, remove what was made for it. Idempotent."""
        with suppress(OSError):  # said aloud: a fork of the controller may hold a copy of the socket
            self._control.send(b"stop")
        self._control.close()
        try:
            self._process.wait(FINISH_SECONDS)
        except subprocess.TimeoutExpired:
            self._kill()
        self._cgroup.remove()
        self._log.close()
        if self._stage:
            shutil.rmtree(self._stage, ignore_errors=True)
            self._stage = None

    def _kill(self) -> None:
        self._process.kill()  # what it started has asked to be killed with it
        self._process.wait()
        self._control.close()

    def _configure(self, spec: SandboxSpec, entry: str) -> None:
        if self.mode == "landlock":
            self._stage = tempfile.mkdtemp(prefix="autograde-")
        config = configuration(spec, self.mode, entry, self._stage, self._process.pid)
        # Without a cgroup memory is limited per process, so there must be only one.
        self.threads_only = self.mode == "landlock" or "cgroup-memory" not in self._cgroup.layers
        config["threads_only"] = self.threads_only
        self.own_user = config["uid"] != 0
        self._control.settimeout(_START_SECONDS)
        try:
            self._control.send(json.dumps(config).encode())
            answer = json.loads(self._control.recv(1 << 16) or b"{}")
        except OSError as error:
            answer = {"failed": str(error)}
        if not answer.get("ready"):
            reason = f"{answer.get('failed', 'the zygote died')} {self._last_words()}"
            raise SandboxUnavailable(reason.strip())
        self._control.settimeout(None)
        self.versions = answer["modules"]
        self._cgroup.limit(memory_mib=spec.limits.memory_mib, processes=spec.limits.processes)

    def _last_words(self) -> str:
        self._log.seek(0)
        return self._log.read()[-2000:].decode("utf-8", "replace").strip()


def _spawn(control_fd: int, controller_fd: int, log: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the base interpreter on the zygote: no site, nothing from the environment but ours."""
    interpreter = getattr(sys, "_base_executable", None) or sys.executable
    package_parent = str(Path(__file__).resolve().parent.parent.parent)
    return subprocess.Popen(
        [interpreter, "-P", "-s", "-S", "-B", "-c", _BOOT, package_parent, str(control_fd), str(controller_fd)],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        env=_ENVIRONMENT,
        cwd="/",
        pass_fds=(control_fd, controller_fd),
        start_new_session=True,
    )


# --- what the zygote is told -------------------------------------------------------------------


def configuration(spec: SandboxSpec, mode: ZygoteMode, entry: str, stage: str | None, pid: int) -> dict[str, Any]:
    """The first control message, see ``grader.candidate.zygote.Config``. ``pid`` is the zygote's."""
    limits = spec.limits
    visible = layouts.layout(spec.modules)
    identity: Identity = choose_identity(pid, confined=stage is None, readable=visible.paths)
    places = _private_root(visible) if stage is None else _staged(visible, stage)
    config = {
        "mode": mode,
        "modules": list(spec.modules),
        "entry": entry,
        "uid": identity.uid,
        "processes": limits.processes + identity.other_tasks,
        "memory_mib": limits.memory_mib,
        "file_mib": limits.file_mib,
        "files": limits.files,
        "cpu_seconds": int(limits.load_seconds + limits.total_seconds) + 5,
        **places,
    }
    return gpu.add_to_process(config, spec.gpu)


def _private_root(visible: layouts.Layout) -> dict[str, Any]:
    packages = [[path, f"{layouts.PACKAGES}/{name}"] for name, path in visible.packages.items()]
    # A neutral place: the original may lie below the writable folder, and its name is nobody's business.
    python = [[visible.stdlib, layouts.STDLIB], [visible.dynload, layouts.DYNLOAD]]
    system = [[path, path] for path in visible.libraries]
    code = [[path, f"{layouts.PACKAGES}/{name}"] for name, path in visible.code]
    return {
        "path": [layouts.STDLIB, layouts.DYNLOAD, layouts.PACKAGES],
        "moved": [visible.stdlib, layouts.STDLIB],
        "binds": python + _outermost(system) + packages,
        "masks": layouts.masks(layouts.STDLIB),
        "copies": code + [[path, path] for path in layouts.cpu_files()],
        "links": [*layouts.library_links(), ["/dev/shm", "/tmp"]],  # noqa: S108 - names inside the private root
        "rules": ["/"],
        "scratch": "/tmp",  # noqa: S108
    }


def _outermost(binds: list[list[str]]) -> list[list[str]]:
    """Without those that lie inside another: the folder brings them along."""
    kept: list[list[str]] = []
    for source, target in sorted(binds):
        if not any(target == other or target.startswith(other + "/") for _, other in kept):
            kept.append([source, target])
    return kept


def _staged(visible: layouts.Layout, stage: str) -> dict[str, Any]:
    """Without a private root: our code copied and packages linked into one readable folder."""
    packages, scratch = Path(stage, "packages"), Path(stage, "scratch")
    for folder, mode in ((Path(stage), 0o711), (packages, 0o755), (scratch, 0o1777)):
        folder.mkdir(exist_ok=True)
        folder.chmod(mode)
    for name, path in visible.packages.items():
        (packages / name).symlink_to(path)
    for name, path in visible.code:
        (packages / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, packages / name)
    masked = set(layouts.masks(visible.stdlib))
    stdlib = [entry.path for entry in os.scandir(visible.stdlib) if entry.path not in masked]
    rules = [*stdlib, visible.dynload, *visible.packages.values(), *visible.libraries, str(packages)]
    return {
        "path": [visible.stdlib, visible.dynload, str(packages)],
        "moved": [visible.stdlib, visible.stdlib],
        **{name: [] for name in ("binds", "masks", "copies", "links")},
        "rules": sorted(dict.fromkeys(rules)),
        "scratch": str(scratch),
    }
