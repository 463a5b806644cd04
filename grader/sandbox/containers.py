"""The controller's end of a zygote in a container: how the container is closed off, and how it is reached.

One container holds one zygote. It gets no network, no capability but the four that the zygote needs, nothing writable
but one small folder, and no file of this machine. It ends when its control channel does; nothing a candidate writes is
read here, bytes are at most moved on.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import struct
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from grader.candidate.container import CONTROL, INSIDE, SCRATCH, STREAMS, code_digest
from grader.candidate.relay import Broken, Relay
from grader.errors import SandboxUnavailable
from grader.sandbox import gpu, owners
from grader.sandbox.base import SandboxSpec
from grader.sandbox.engine import Engine, Image
from grader.sandbox.identity import FIRST_USER, PER_ZYGOTE
from grader.sandbox.session import FINISH_SECONDS, Ends, ask_to_finish

CAPABILITIES = ("SETUID", "SETGID", "SYS_CHROOT", "KILL")
"""To become another user, to change root, to end what a candidate started: a part of what Docker gives by default."""
_START_SECONDS = 120.0
_LOOK_SECONDS = 2.0
_OWN_TASKS = 16
_GVISOR_TASKS = 2048
"""gVisor's own threads count on the host; inside, the filter of system calls refuses processes instead."""
_BASE_MIB = {"numpy": 256, "torch": 1280}
_REMAPPED_USERS = 60_000
_DEVICES = ("null", "zero", "random", "urandom")
_NANO = 1_000_000_000
_PREFIX = "autograde-docker-"
_FRAME = struct.Struct(">BxxxI")


def isolation(spec: SandboxSpec, profile: str, *, gvisor: bool, runtime: str, cores: int) -> dict[str, Any]:
    """Arguments of the SDK's ``create_host_config``: every restriction, nothing granted but what is named here."""
    limits = spec.limits
    base = _BASE_MIB["torch" if "torch" in spec.modules else "numpy"]
    memory = limits.memory_mib + base
    scratch = f"size={limits.file_mib}m,nr_inodes={limits.files + 1},mode=1777"
    host: dict[str, Any] = {
        "runtime": runtime,
        "network_mode": "none",
        "read_only": True,
        "cap_drop": ["ALL"],
        "cap_add": list(CAPABILITIES),
        "security_opt": ["no-new-privileges:true", f"seccomp={profile}"],
        "ipc_mode": "none",
        "pids_limit": _GVISOR_TASKS if gvisor else limits.processes + _OWN_TASKS,
        "mem_limit": f"{memory}m",
        "memswap_limit": f"{memory}m",
        "nano_cpus": min(2, cores) * _NANO,
        "log_config": {"Type": "none"},
    }
    if gvisor:
        return host | {"mounts": _gvisor_mounts(scratch)}
    host |= {
        "devices": [f"/dev/{name}:{INSIDE}/dev/{name}:rw" for name in _DEVICES],
        "tmpfs": {INSIDE + SCRATCH: f"rw,noexec,nosuid,nodev,{scratch}"},
    }
    return gpu.add_to_container(host, spec.gpu, INSIDE)


def _gvisor_mounts(scratch: str) -> list[Any]:
    """Devices as mounts, for it makes no others; the kernel's tmpfs, for its own does not limit the number of files."""
    from docker.types import DriverConfig, Mount

    tmpfs = DriverConfig("local", {"type": "tmpfs", "device": "tmpfs", "o": scratch})
    devices = [Mount(f"{INSIDE}/dev/{name}", f"/dev/{name}", type="bind") for name in _DEVICES]
    return [Mount(INSIDE + SCRATCH, None, type="volume", no_copy=True, driver_config=tmpfs), *devices]


class Unreached(SandboxUnavailable):
    """A container cannot see our sockets: the engine, or this process, runs elsewhere (a machine, a container)."""


class ContainerZygote:
    """One container with its zygote. Raises ``SandboxUnavailable`` when it does not come to life.

    ``core`` is the one that all of it is kept on, None: any. ``reused`` says that more than one submission will be its
    guest.
    """

    def __init__(
        self,
        engine: Engine,
        image: Image,
        spec: SandboxSpec,
        *,
        host: dict[str, Any],
        entry: str,
        core: int | None,
        gvisor: bool,
        relayed: bool,
        reused: bool,
    ) -> None:
        self.core = core
        self.threads_only = gvisor
        self.versions: dict[str, str] = {}
        self.kernel = ""
        self.landlock = 0
        self.pid = 0
        self._reused = reused
        self._engine = engine
        self._container = ""
        self._oom_kills = self._oom_before = 0
        self._folder = ""
        self._streams: socket.socket | None = None
        try:
            self._control = self._start_relayed(image, host) if relayed else self._start_direct(image, host)
            self._configure(spec, entry, shares_kernel=not (relayed or gvisor))
        except BaseException:
            self._remove()
            raise

    @property
    def alive(self) -> bool:
        """Whether it can take another session: nobody has hung up."""
        if self._control.fileno() < 0:
            return False
        try:
            return bool(self._control.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
        except BlockingIOError:
            return True
        except OSError:
            return False

    def open(self, fds: tuple[int, int, int]) -> None:
        """Fork a candidate that gets ``fds`` (channel, stdout, stderr). Raises ``OSError`` when gone."""
        socket.send_fds(self._control, [b"open"], fds)

    def ends(self) -> Ends | None:
        """Fork a candidate that calls back for its streams; None where descriptors can be passed by ``open``."""
        if not self._streams:
            return None
        self._control.send(b"open")
        found: list[socket.socket] = []
        try:
            while len(found) < 3:
                found.append(self._streams.accept()[0])
        except OSError:
            for sock in found:
                sock.close()
            raise
        channel, out, err = found
        channel.settimeout(None)
        return channel, out.detach(), err.detach()

    def finish(self) -> dict[str, Any] | None:
        """Have every process of the session killed; what the kernel saw, or None when the container is gone."""
        seen = ask_to_finish(self._control)
        if seen is None:
            self.stop()
        else:
            self._oom_kills = int(seen.get("oom_kills", 0))
        return seen

    def ran_out_of_memory(self) -> bool:
        """Whether the kernel killed something here for want of memory since the last time we asked."""
        before, self._oom_before = self._oom_before, self._oom_kills
        return self._oom_kills > before

    def hang_up(self) -> None:
        """Tell the zygote to end, which ends everything in the container. Idempotent."""
        with suppress(OSError):  # said aloud: a fork of the controller may hold a copy of the socket
            self._control.send(b"stop")
        self._control.close()

    def stop(self) -> None:
        """End the container and everything in it, and remove it. Idempotent; never raises."""
        self.hang_up()
        self._remove()

    def _remove(self) -> None:
        if self._streams:
            self._streams.close()
            self._streams = None
        if self._container:
            self._engine.remove(self._container)
            self._container = ""
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = ""

    # -- reaching it --

    def _start_direct(self, image: Image, host: dict[str, Any]) -> socket.socket:
        """Through a socket in a folder that only this container sees.

        On one kernel the folder is gone as soon as the container has connected. Behind gVisor no descriptor can be
        passed, so it stays, and the zygote calls back for the streams of each session.
        """
        _remove_stale_folders()
        # For nobody but us; what is mounted lies in it.
        self._folder = tempfile.mkdtemp(prefix=f"{_PREFIX}{owners.mark()}-")
        mounted = Path(self._folder, "mounted")
        mounted.mkdir()
        mounted.chmod(0o755)
        bind = {str(mounted): {"bind": str(Path(CONTROL).parent), "mode": "ro"}}
        with _listen(mounted / Path(CONTROL).name, socket.SOCK_SEQPACKET, 1) as server:
            if self.threads_only:
                self._streams = _listen(mounted / Path(STREAMS).name, socket.SOCK_STREAM, 3)
                self._streams.settimeout(FINISH_SECONDS)
            self._container = self._engine.create(image, {**host, "binds": bind}, core=self.core, detach=True)
            self.pid = self._engine.start(self._container)
            control = self._accept(server)
        if not self._streams:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = ""
        return control

    def _accept(self, server: socket.socket) -> socket.socket:
        """The connection of the container's first process, and of nobody else on this machine.

        Behind gVisor it is made by a process of gVisor's; there it is the folder that keeps others out.
        """
        server.settimeout(_LOOK_SECONDS)
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            try:
                sock, _ = server.accept()
            except TimeoutError:
                if not self._engine.is_running(self._container):
                    break
                continue
            credentials = sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
            if self.threads_only or struct.unpack("3i", credentials)[0] == self.pid:
                sock.settimeout(None)
                return sock
            sock.close()
        raise Unreached("a container did not reach its controller", "does the engine run on this machine?")

    def _start_relayed(self, image: Image, host: dict[str, Any]) -> socket.socket:
        """Through the container's standard streams, with a thread that moves bytes."""
        self._container = self._engine.create(image, host, core=self.core, stdin_open=True)
        trunk = self._engine.attach(self._container)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        threading.Thread(target=_relay, args=(trunk, theirs), daemon=True).start()
        self._control = ours
        self.pid = self._engine.start(self._container)
        return ours

    def _configure(self, spec: SandboxSpec, entry: str, *, shares_kernel: bool) -> None:
        message = json.dumps(self._configuration(spec, entry)).encode()
        self._control.settimeout(_START_SECONDS)
        try:
            if shares_kernel:
                controller = os.pidfd_open(os.getpid())
                socket.send_fds(self._control, [message], [controller])
                os.close(controller)
            else:
                self._control.send(message)
            answer = json.loads(self._control.recv(1 << 16) or b"{}")
        except OSError as error:
            answer = {"failed": str(error)}
        if not answer.get("ready"):
            self._control.close()
            raise SandboxUnavailable(f"the zygote in the container failed: {answer.get('failed', 'it died')}")
        if answer["code"] != code_digest():
            self._control.close()
            raise SandboxUnavailable("the image was built from another version of the grader", "autograde image build")
        self._control.settimeout(None)
        self.versions, self.kernel, self.landlock = answer["modules"], answer["kernel"], answer["landlock"]

    def _configuration(self, spec: SandboxSpec, entry: str) -> dict[str, Any]:
        """The first control message, see ``grader.candidate.zygote.Config``."""
        limits = spec.limits
        remapped = any(name in str(option) for option in self._engine.info.get("SecurityOptions") or ()
                       for name in ("userns", "rootless"))  # fmt: skip
        offset = self.pid * PER_ZYGOTE
        return {
            "mode": "container",
            "uid": 1000 + offset % _REMAPPED_USERS if remapped else FIRST_USER + offset,
            "threads_only": self.threads_only,
            "modules": list(spec.modules),
            "entry": entry,
            **{name: [] for name in ("path", "moved", "binds", "masks", "copies", "links", "rules")},
            "scratch": SCRATCH,
            "memory_mib": limits.memory_mib,
            "file_mib": limits.file_mib,
            "files": limits.files,
            "processes": limits.processes,
            "cpu_seconds": int(limits.load_seconds + limits.total_seconds) + 5,
            "gpu": gpu.message(spec.gpu, SCRATCH, ["libcuda.so.1"]),
            "rehearsed": self._reused,
        }


def _remove_stale_folders() -> None:
    """Those of controllers that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if owners.is_orphaned(folder.name.removeprefix(_PREFIX)):
            shutil.rmtree(folder, ignore_errors=True)


def _listen(place: Path, kind: socket.SocketKind, backlog: int) -> socket.socket:
    server = socket.socket(socket.AF_UNIX, kind)
    folder = os.open(place.parent, os.O_PATH)
    try:
        server.bind(f"/proc/self/fd/{folder}/{place.name}")  # the folder's own path may be too long for an address
        place.chmod(0o666)  # root of the container has no right to pass over modes
        server.listen(backlog)
    except OSError:
        server.close()
        raise
    finally:
        os.close(folder)
    return server


# --- the engine's framing ------------------------------------------------------------------------


class Unwrap:
    """Takes the engine's framing off what a container prints: its output is passed on, its errors are dropped."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._left = 0
        self._passes = False

    def __call__(self, data: bytes) -> bytes:
        """What ``data`` brings of the container's standard output."""
        self._buffer += data
        out = bytearray()
        while self._buffer:
            if not self._left:
                if len(self._buffer) < _FRAME.size:
                    break
                stream, self._left = _FRAME.unpack_from(self._buffer)
                if stream not in (1, 2):
                    raise Broken
                self._passes = stream == 1
                del self._buffer[: _FRAME.size]
                continue
            piece = self._buffer[: self._left]
            if self._passes:
                out += piece
            del self._buffer[: self._left]
            self._left -= len(piece)
        return bytes(out)


def _relay(trunk: socket.socket, control: socket.socket) -> None:
    with trunk, control:
        Relay(trunk.fileno(), trunk.fileno(), control, outside=True, unwrap=Unwrap()).run()
