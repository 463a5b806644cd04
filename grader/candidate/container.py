"""The zygote as the first process of a container: the container is the boundary, so nothing here makes namespaces.

Candidates are kept apart from one another by a user number each, by a kill of every other process of the container
after each session, and by wiping the one writable folder. They are chrooted into ``/inside``, where there is no
``/proc``, no ``/sys`` and no ``/etc``. Root here holds four capabilities: to change user and group, to change root, to
kill. Like any zygote it must never be given a secret and never reads a byte that a candidate wrote.

The controller is reached through a socket in a mounted folder, or, where no socket can cross (gVisor, an engine on
another machine), through the container's standard streams, which ``relay`` keeps and no candidate ever holds.
"""

from __future__ import annotations

import dataclasses
import hashlib
import importlib
import json
import os
import resource
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from grader.candidate import cuda, relay
from grader.candidate.lockdown import kernel, landlock, limits, root, seccomp
from grader.candidate.zygote import MAX_MESSAGE, Config, Zygote, has_ended, look_at_self, say, versions

INSIDE = "/inside"
SCRATCH = "/scratch"
"""The writable folder, by the name that means the same before and after the change of root."""
CONTROL = "/run/autograde/control"
STREAMS = "/run/autograde/streams"
"""Where the zygote calls for the streams of a session if they do not come with the message."""
_VARIABLES = frozenset({
    "LANG", "LC_CTYPE", "HOME", "PATH", "USER", "PYTHONHASHSEED", "PYTHONUTF8", "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS", "MKL_NUM_THREADS",
})  # fmt: skip
_PR_SET_CHILD_SUBREAPER = 36
_OOM_FILES = ("/sys/fs/cgroup/memory.events", "/sys/fs/cgroup/memory/memory.oom_control")


def main() -> NoReturn:
    """Serve until the controller is gone; the container ends with us."""
    for name in set(os.environ) - _VARIABLES:  # engines add some, the name of the host for one
        del os.environ[name]
    if Path(CONTROL).exists():
        control = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        control.connect(CONTROL)
        serve(control, os.pipe()[0])  # a pipe that nobody writes to: it is the end of the connection that tells
    control, watch = relay.attend()  # only the child returns from it
    serve(control, watch)


def serve(control: socket.socket, watch: int) -> NoReturn:
    """Be the zygote. ``watch`` becomes readable when the controller dies; a pidfd may come with the first message."""
    try:
        data, fds, _, _ = socket.recv_fds(control, MAX_MESSAGE, 1)
        path = [*sys.path]
        config = dataclasses.replace(Config(**json.loads(data)), path=path, moved=["", ""])
        zygote = ContainerZygote(config, control, fds[0] if fds else watch, look_at_self())
    except Exception as error:  # noqa: BLE001 - whatever failed here, the controller turns it into its own error
        say(control, {"failed": f"{type(error).__name__}: {error}"})
        os._exit(1)
    say(control, {"ready": True, "modules": versions(config.modules), "code": code_digest(), **_machine()})
    zygote.serve()


def code_digest() -> str:
    """Digest of our candidate code here: the controller refuses an image that holds another."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for path in sorted([package / "__init__.py", *package.glob("wire/**/*.py"), *package.glob("candidate/**/*.py")]):
        digest.update(f"{path.relative_to(package).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _machine() -> dict[str, object]:
    seen = os.uname()
    return {"kernel": f"{seen.release} {seen.version}", "landlock": landlock.abi()}


def _call_for_stream() -> int:
    sock = socket.socket(socket.AF_UNIX)
    sock.connect(STREAMS)
    return sock.detach()


@dataclasses.dataclass(slots=True)
class Spare:
    """A child that waits to be the next candidate; ``sock`` is our end of the socket over which it gets its streams."""

    pid: int
    sock: socket.socket


class ContainerZygote(Zygote):
    """A zygote whose sessions are ended by killing every process of the container but itself and the first.

    Behind gVisor, where forking and copying what every candidate touches cost most, it does both between sessions.
    """

    def __init__(self, config: Config, control: socket.socket, controller_fd: int, seen: Any) -> None:
        if not config.threads_only:  # orphans become ours, also where we are not the first process
            kernel.prctl(_PR_SET_CHILD_SUBREAPER, 1)
        self._ahead = config.threads_only and config.rehearsed  # threads only: the controller says it of gVisor
        self._spare: Spare | None = None
        self._streams: list[int] = []
        self._oom_file = next((path for path in _OOM_FILES if Path(path).exists()), "")
        if config.gpu:  # the folder is a file system of its own, which only root of the container may write to
            root.write_texts(cuda.texts(config.gpu), below=INSIDE)
            tasks, target = config.gpu["tasks"]
            Path(INSIDE + tasks).parent.mkdir(exist_ok=True)
            Path(INSIDE + tasks).symlink_to(target)
        super().__init__(config, control, controller_fd, seen)
        if "torch" in sys.modules:  # reads /proc/cpuinfo, which no candidate can
            sys.modules["torch"].backends.cpu.get_cpu_capability()

    def _get_ready(self) -> None:
        if not self._ahead or self._spare:
            return
        self._fork_ahead()
        if Path(STREAMS).exists():
            self._streams = [_call_for_stream() for _ in range(3)]

    def _open(self, fds: list[int]) -> None:
        streams, self._streams = self._streams, []
        fds = fds or streams or [_call_for_stream() for _ in range(3)]
        self._count += 1
        self._child = self._spare_with(fds) or self._forked_with(fds)
        for fd in fds:
            os.close(fd)

    def _forked_with(self, fds: list[int]) -> int:
        child = os.fork()
        if not child:
            self._become_candidate(fds)
        return child

    def _spare_with(self, fds: list[int]) -> int:
        """Make the spare the candidate; 0 when there is none, or none any more."""
        spare, self._spare = self._spare, None
        if not spare:
            return 0
        with spare.sock, suppress(OSError):
            socket.send_fds(spare.sock, [b"be"], fds)
            if not has_ended(spare.pid):
                return spare.pid
        os.kill(spare.pid, signal.SIGKILL)
        os.waitpid(spare.pid, 0)
        return 0

    def _fork_ahead(self) -> None:
        """Fork the next candidate. It knows nothing yet, and no other candidate is there."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        pid = os.fork()
        if not pid:
            ours.close()
            self._wait_to_become_candidate(theirs)
        theirs.close()
        self._spare = Spare(pid, ours)

    def _wait_to_become_candidate(self, sock: socket.socket) -> NoReturn:
        try:
            self._count += 1
            # Touches, and so copies, what it will need.
            importlib.import_module("grader.candidate.rehearsal").rehearse(rounds=1)
            self._confine()
            data, fds, _, _ = socket.recv_fds(sock, 16, 3)
            if data:
                sock.detach()  # its number is closed with all others; the object must not close it again
                self._become_candidate(fds)
        finally:
            os._exit(0)  # the zygote is gone

    def _kill(self) -> tuple[int, resource.struct_rusage]:
        """Kill all others until none is left. The kernel's sweep is atomic, so no fork can outrun it."""
        seen: tuple[int, resource.struct_rusage] | None = None
        while True:
            with suppress(ProcessLookupError):
                os.kill(-1, signal.SIGKILL)
            try:
                pid, status, used = os.wait4(-1, 0)
            except ChildProcessError:
                break
            if pid == self._child:
                seen = (status, used)
        assert seen, "the candidate is our child"
        return seen

    def _program(self) -> bytes:
        machine, threads_only = os.uname().machine, self._config.threads_only
        return seccomp.program(machine, threads_only=threads_only, spared_pid=seccomp.OWN_PID)

    def _finish(self) -> dict[str, object]:
        return {**super()._finish(), "oom_kills": self._oom_kills()}

    def _oom_kills(self) -> int:
        """How often the kernel killed something in this container for want of memory."""
        if not self._oom_file:
            return 0
        for line in Path(self._oom_file).read_text(encoding="ascii").splitlines():
            key, _, value = line.partition(" ")
            if key == "oom_kill":
                return int(value)
        return 0

    def _renew_scratch(self) -> None:
        scratch = self._config.scratch
        if os.listdir(scratch):  # noqa: PTH208 - names suffice
            self._wipe_as_its_owner()
        if self._ruleset >= 0 or not landlock.abi():
            return
        devices = [(f"{INSIDE}/dev/{name}", landlock.DEVICE) for name in root.DEVICES]
        devices += [(f"{INSIDE}/dev/{name}", landlock.GPU) for name in cuda.nodes(self._config.gpu)]
        present = [rule for rule in devices if Path(rule[0]).exists()]
        self._ruleset = landlock.ruleset([(INSIDE, landlock.READ), *present, (scratch, landlock.SCRATCH)])

    def _wipe_as_its_owner(self) -> None:
        """Without the capabilities to pass over modes and owners, only the last candidate's user may empty it."""
        pid = os.fork()
        if not pid:
            code = 1
            try:
                limits.become(self._config.uid + self._count % 16) if self._count else None
                root.wipe(self._config.scratch)
                code = 0
            finally:
                os._exit(code)
        os.waitpid(pid, 0)
        if os.listdir(self._config.scratch):  # noqa: PTH208 - names suffice
            raise OSError("the scratch folder could not be emptied")

    def _enter_root(self) -> None:
        os.chroot(INSIDE)

    def _restrict_files(self) -> None:
        if landlock.abi():
            super()._restrict_files()
