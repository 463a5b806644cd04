"""The warm process inside the sandbox: imports the libraries once, forks one candidate per session.

It obeys one peer, the controller, over an inherited control socket (``SOCK_SEQPACKET``, JSON).
Its memory is readable by every candidate it forks, so it must never be given anything secret,
and it never reads a byte that a candidate wrote. It runs no operation of torch: a fork after a
parallel one hangs.

Control messages: the configuration first (answered by ``ready`` or ``failed``), then for each
session ``open`` with three descriptors (channel, stdout, stderr) and ``finish``, which kills
whatever is left and answers what the kernel saw. End of file, or the death of the controller,
ends the zygote and with it every candidate.
"""

from __future__ import annotations

import fcntl
import gc
import importlib
import io
import json
import os
import resource
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from grader.candidate import cuda, memory
from grader.candidate.ahead import import_ahead
from grader.candidate.lockdown import LOCKDOWN_FAILED, kernel, landlock, limits, root, seccomp

MAX_MESSAGE = 1 << 17
CHANNEL_FD = 3
_INSIDE_USER = 1000
_OPEN_FDS = 3

Serve = Callable[[socket.socket], None]


@dataclass(frozen=True, slots=True)
class Config:
    """What the controller decided. ``mode`` is ``namespaces``, ``landlock`` or ``container``.

    ``moved`` says from where to where the standard library went when the private root was made.
    ``binds, masks, copies, links`` make the private root; ``rules`` are the readable paths
    where there is none; ``scratch`` is the writable folder there. ``uid`` is the first of 16 user
    numbers to switch to, 0 where the zygote has no right to switch. ``threads_only`` refuses processes.
    ``gpu`` is what a candidate needs to start CUDA, see ``grader.sandbox.gpu``; None on the CPU. ``rehearsed`` is
    False where only one submission will come, which would not get back what a rehearsal costs.
    """

    mode: str
    uid: int
    threads_only: bool
    path: list[str]
    moved: list[str]
    modules: list[str]
    entry: str
    binds: list[list[str]]
    masks: list[str]
    copies: list[list[str]]
    links: list[list[str]]
    rules: list[str]
    scratch: str
    memory_mib: int
    file_mib: int
    files: int
    processes: int
    cpu_seconds: int
    gpu: dict[str, Any] | None = None
    rehearsed: bool = True


def main(control_fd: int, controller_fd: int) -> NoReturn:
    """Serve until the controller is gone. ``controller_fd`` is a pidfd of it."""
    control = socket.socket(fileno=control_fd)
    try:
        config = Config(**json.loads(control.recv(MAX_MESSAGE)))
        seen = _enter_namespaces(config, control, controller_fd) if config.mode == "namespaces" else look_at_self()
        zygote = Zygote(config, control, controller_fd, seen)
    except Exception as error:  # noqa: BLE001 - whatever failed here, the controller turns it into its own error
        say(control, {"failed": f"{type(error).__name__}: {error}"})
        os._exit(1)
    say(control, {"ready": True, "modules": versions(config.modules)})
    zygote.serve()


def say(control: socket.socket, message: dict[str, object]) -> None:
    """Answer the controller."""
    control.send(json.dumps(message).encode())


def versions(names: list[str]) -> dict[str, str]:
    """Versions of imported modules, of those that tell."""
    loaded = [(name, getattr(sys.modules[name], "__version__", None)) for name in names]
    return {name: version for name, version in loaded if isinstance(version, str)}


@dataclass(frozen=True, slots=True)
class _Self:
    """Descriptors about ourselves, opened while there is still a /proc."""

    memory: int
    pid_namespace: int
    maps: int


def look_at_self() -> _Self:
    """Open what is needed later of ``/proc``."""
    flags = os.O_RDONLY | os.O_CLOEXEC
    return _Self(*(os.open(f"/proc/self/{name}", flags) for name in ("statm", "ns/pid", "maps")))


def _enter_namespaces(config: Config, control: socket.socket, controller_fd: int) -> _Self:
    """Become the first process of namespaces of our own; the caller's process only waits for it."""
    uid, gid = os.getuid(), os.getgid()
    if not config.uid:
        kernel.unshare(kernel.CLONE_NEWUSER)
        limits.map_to_user(uid, gid, _INSIDE_USER)
    kernel.unshare(
        kernel.CLONE_NEWNS | kernel.CLONE_NEWNET | kernel.CLONE_NEWIPC | kernel.CLONE_NEWUTS | kernel.CLONE_NEWPID
    )
    pid = os.fork()
    if pid:
        control.close()
        os.close(controller_fd)
        os.waitpid(pid, 0)
        os._exit(0)
    limits.die_with_parent()
    seen = look_at_self()
    devices, texts = (*root.DEVICES, *cuda.nodes(config.gpu)), cuda.texts(config.gpu)
    places = (config.binds, config.masks, config.copies, config.links)
    root.enter(*places, config.scratch, devices=devices, texts=texts)
    socket.sethostname("candidate")
    return seen


class Zygote:
    """One sandbox's warm process; holds at most one candidate at a time."""

    def __init__(self, config: Config, control: socket.socket, controller_fd: int, seen: _Self) -> None:
        self._config = config
        self._control = control
        self._controller_fd = controller_fd
        self._seen = seen
        self._pid = os.getpid()
        self._child = 0
        self._count = 0
        self._null = -1
        self._mounts = config.mode == "namespaces"
        self._confined = config.mode != "landlock"
        self._scratch = root.Scratch(config.scratch, config.file_mib, config.files) if self._mounts else None
        if self._scratch:
            self._scratch.renew()  # importing torch needs a folder for temporary files
        self._serve = self._import()
        self._filter = self._program()
        self._ruleset = -1
        self._renew_scratch()
        _settle(seen.maps if config.rehearsed else None)
        self._address_mib = memory.virtual_mib(seen.memory) + config.memory_mib

    def _import(self) -> Serve:
        """Import everything a candidate may need, from the places the configuration names."""
        sys.path[:] = self._config.path
        sys.path_importer_cache.clear()
        os.environ.update(dict.fromkeys(("HOME", "TMPDIR"), self._config.scratch))
        _follow(self._config.moved, self._config.path[-1])
        memory.keep_freed()
        gc.disable()  # a third of the time that importing torch takes goes into collecting nothing
        for name in self._config.modules:
            importlib.import_module(name)
        import_ahead()
        module, _, function = self._config.entry.partition(":")
        serve: Serve = getattr(importlib.import_module(module), function)
        if self._config.rehearsed:
            importlib.import_module("grader.candidate.rehearsal").rehearse()
        return cuda.starting(serve, self._config.gpu) if self._config.gpu else serve

    def _program(self) -> bytes:
        """The system call filter of every candidate."""
        own_pid = None if self._confined else seccomp.OWN_PID
        return seccomp.program(os.uname().machine, threads_only=self._config.threads_only, own_pid=own_pid)

    def _renew_scratch(self) -> None:
        """Empty scratch for the next candidate, and a ruleset that knows it."""
        scratch = self._config.scratch
        fresh = self._scratch.renew() if self._scratch else root.wipe(scratch)
        if self._ruleset >= 0 and not fresh:
            return
        if self._ruleset >= 0:
            os.close(self._ruleset)
        rules = [(path, landlock.READ) for path in self._config.rules]
        rules += [(f"/dev/{name}", landlock.DEVICE) for name in root.DEVICES]
        rules += [(f"/dev/{name}", landlock.GPU) for name in cuda.nodes(self._config.gpu)]
        self._ruleset = landlock.ruleset([*rules, (scratch, landlock.SCRATCH)])

    def serve(self) -> NoReturn:
        """Answer the controller until it is gone."""
        poller = select.poll()
        poller.register(self._control, select.POLLIN)
        poller.register(self._controller_fd, select.POLLIN)
        self._get_ready()
        while True:
            ready = {fd for fd, _ in poller.poll()}
            if self._controller_fd in ready:
                break
            data, fds, _, _ = socket.recv_fds(self._control, MAX_MESSAGE, _OPEN_FDS)
            if data == b"open":
                self._open(fds)
            elif data == b"finish":
                say(self._control, self._finish())
                self._get_ready()
            else:
                break
        self._finish()
        if not self._confined:  # a killed controller cannot remove what it made for us
            import shutil  # brings two libraries of compression into every fork

            shutil.rmtree(os.path.dirname(self._config.scratch), ignore_errors=True)  # noqa: PTH120 - text in, text out
        os._exit(0)

    # -- one session --

    def _get_ready(self) -> None:
        """Do ahead of the next session what need not wait for it."""

    def _open(self, fds: list[int]) -> None:
        self._count += 1
        if self._confined:
            kernel.unshare(kernel.CLONE_NEWPID)  # the next child is the first process of a new namespace
        self._child = os.fork()
        if not self._child:
            self._become_candidate(fds)
        if self._confined:
            kernel.setns(self._seen.pid_namespace, kernel.CLONE_NEWPID)
        for fd in fds:
            os.close(fd)

    def _finish(self) -> dict[str, object]:
        """Kill what is left of the session and say what the kernel saw.

        In its namespace the candidate is the first process: the kernel ends everything else with it,
        and only then may it be waited for. Without namespaces it cannot have started a process.
        """
        if not self._child:
            return {}
        alive = not has_ended(self._child)
        status, used = self._kill()
        self._child = 0
        self._renew_scratch()
        killed = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
        return {
            "exit": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
            "signal": killed,
            "ours": alive and killed == signal.SIGKILL,
            "cpu": used.ru_utime + used.ru_stime,
            "peak_kib": used.ru_maxrss,
        }

    def _kill(self) -> tuple[int, resource.struct_rusage]:
        """End the session's processes; wait status and usage of the candidate, which may have ended by itself."""
        os.kill(self._child, signal.SIGKILL)
        _, status, used = os.wait4(self._child, 0)
        return status, used

    # -- in the child --

    def _become_candidate(self, fds: list[int]) -> NoReturn:
        """Lock down and serve. Whatever goes wrong before the student's code ends the process."""
        code = LOCKDOWN_FAILED
        try:
            os.dup2(fds[2], 2)  # what goes wrong from here on is told to the session
            if self._null < 0:  # else it has confined itself ahead
                self._confine()
            self._open_filtered(fds)
            if "torch" in sys.modules:
                sys.modules["torch"].set_num_threads(1)
            gc.collect()  # when the student's garbage is collected must not depend on how this process came to be
            code = 1
            self._serve(socket.socket(fileno=CHANNEL_FD))
            sys.stdout.flush()
            code = 0
        except BaseException:  # noqa: BLE001 - a forked child must end here, whatever the student's code raised
            traceback.print_exc()
        finally:
            os._exit(code)

    def _confine(self) -> None:
        """Give up every right. What the filter of system calls refuses, and other descriptors, are still there."""
        config = self._config
        os.setsid()
        self._null = os.open("/dev/null", os.O_RDWR)  # its own: flags and locks of a shared one would stay for the next
        limits.set_limits(
            **self._memory(), file_mib=config.file_mib, processes=config.processes, cpu_seconds=config.cpu_seconds
        )
        self._enter_root()
        if config.uid:
            limits.become(config.uid + self._count % 16)
        limits.die_with_parent()
        if not self._confined and os.getppid() != self._pid:
            os._exit(LOCKDOWN_FAILED)
        os.chdir(config.scratch)
        kernel.drop_capabilities()
        self._restrict_files()

    def _open_filtered(self, fds: list[int]) -> None:
        """Keep nothing open but the streams of the session, and put the filter of system calls in force."""
        self._place_descriptors(fds)
        self._control.detach()  # its number was closed; the object must not close it again
        limits.limit_open_files(cuda.OPEN_FILES if self._config.gpu else limits.OPEN_FILES)
        seccomp.install(seccomp.for_process(self._filter, os.getpid()))

    def _place_descriptors(self, fds: list[int]) -> None:
        """Standard streams and the channel at fixed numbers, for now above everything else."""
        high = [fcntl.fcntl(fd, fcntl.F_DUPFD, 512) for fd in (self._null, fds[1], fds[2], fds[0])]
        for number, fd in enumerate(high):
            os.dup2(fd, number, inheritable=False)
        os.closerange(CHANNEL_FD + 1, 1 << 20)

    def _memory(self) -> dict[str, Any]:
        """CUDA reserves far more addresses than it uses: there a cgroup limits memory, or what can be written to."""
        if not self._config.gpu:
            return {"address_mib": self._address_mib}
        data = self._config.memory_mib + memory.data_mib(self._seen.memory) if self._config.threads_only else None
        return {"address_mib": None, "data_mib": data}

    def _enter_root(self) -> None:
        """Change to a root of one's own where the zygote is not in it already."""

    def _restrict_files(self) -> None:
        landlock.restrict(self._ruleset)


def has_ended(pid: int) -> bool:
    """Whether a child has ended; it can still be waited for."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _follow(moved: list[str], packages: str) -> None:
    """Have packages that were imported outside of the private root look for their modules inside."""
    before, after = moved
    for name, package in list(sys.modules.items()):
        places = getattr(package, "__path__", None)
        if name.partition(".")[0] == "grader" and places:
            package.__path__ = ["/".join([packages, *name.split(".")])]
        elif isinstance(places, list):
            package.__path__ = [after + place.removeprefix(before) for place in places if place.startswith(before)]


def _settle(maps: int | None) -> None:
    """Do once what every candidate would otherwise do again. ``maps``: memory is put in order for many forks, too."""
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    kernel.drop_bounding_set()
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(line_buffering=True, encoding="utf-8", errors="backslashreplace")
    gc.enable()
    gc.collect()
    if maps is not None:
        memory.fill_holes()
        memory.merge_pages(maps)
    gc.freeze()
