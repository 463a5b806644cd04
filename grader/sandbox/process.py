"""The ``process`` backend: Linux namespaces, Landlock, seccomp, rlimits and, where writable, cgroups.

The controller's half: it starts the zygote (``warm.py``), passes descriptors for each session and
drains output. It trusts nothing that a candidate wrote: what it knows of a session comes from the
kernel. Nothing outlives the controller, even a killed one.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from contextlib import suppress
from typing import Any, Literal, Protocol, Self

from grader.candidate.lockdown import LOCKDOWN_FAILED, landlock
from grader.errors import JudgeFault, SandboxUnavailable
from grader.model import RunFacts, SandboxFacts
from grader.sandbox import gpu
from grader.sandbox.base import SandboxSpec
from grader.sandbox.output import Streams
from grader.sandbox.warm import Zygote, ZygoteMode

Mode = Literal["auto", "namespaces", "landlock"]

RUNNER = "grader.candidate.runner:serve"
_TRIAL_SECONDS = 10.0


class ProcessSandbox:
    """A warm zygote behind every layer this machine offers (see ``facts``).

    Raises ``SandboxUnavailable`` when neither namespaces nor Landlock and seccomp are possible,
    when a module cannot be imported inside, or when ``spec`` asks for a GPU and names none. ``mode`` forces
    the weaker set of layers (never with a GPU); ``entry`` is the function inside that gets the channel. Usable as a
    context manager; not thread-safe.
    """

    def __init__(self, spec: SandboxSpec, *, mode: Mode = "auto", entry: str = RUNNER) -> None:
        self._spec = spec
        self._entry = entry
        self._session: ProcessSession | None = None
        self._zygote, self._facts = _start_best(spec, mode, entry)
        self._mode: Mode = self._zygote.mode

    @property
    def facts(self) -> SandboxFacts:
        """Tier 2 with namespaces, 1 without; the layers in force and those that are missing."""
        return self._facts

    @property
    def pid(self) -> int:
        """Process id of the zygote, for measurements."""
        return self._zygote.pid

    def open(self) -> ProcessSession:
        """Start a candidate. A zygote that was killed (out of memory) is replaced first."""
        if self._session and not self._session.finished:
            raise JudgeFault("a session of this sandbox is still open")
        if not self._zygote.alive:
            self._zygote.stop()
            try:
                self._zygote, self._facts = _start_best(self._spec, self._mode, self._entry)
            except SandboxUnavailable as error:
                raise JudgeFault(f"the sandbox died and cannot be started again: {error}") from None
        self._session = ProcessSession(self._zygote, self._spec)
        return self._session

    def close(self) -> None:
        """Stop everything and remove what was made. Idempotent."""
        if self._session:
            with suppress(JudgeFault):
                self._session.finish()
        self._zygote.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


Ends = tuple[socket.socket, int, int]
"""The controller's ends of a session: the channel, and the read ends of stdout and stderr."""


class Forks(Protocol):
    """What a session needs of a zygote, wherever that runs: see ``warm.Zygote``."""

    def open(self, fds: tuple[int, int, int]) -> None:
        """Fork a candidate that gets ``fds``. Raises ``OSError`` when gone."""
        ...

    def finish(self) -> dict[str, Any] | None:
        """Have the candidate killed; what the kernel saw of it, or None when the zygote is gone."""
        ...

    def ran_out_of_memory(self) -> bool:
        """Whether the kernel killed something for want of memory since the last time we asked."""
        ...


class ProcessSession:
    """One candidate, from the fork to the end of everything it started."""

    def __init__(self, zygote: Forks, spec: SandboxSpec, ends: Ends | None = None) -> None:
        self._zygote = zygote
        self._limits = spec.limits
        self._facts: RunFacts | None = None
        self._began = time.monotonic()
        try:
            self._channel, out, err = ends or _fork_with_ends(zygote)
        except OSError:
            raise JudgeFault("the sandbox is gone") from None
        os.set_blocking(out, False)
        os.set_blocking(err, False)
        self._output = Streams((out, err), spec.limits.output_kib)

    @property
    def channel(self) -> socket.socket:
        """Connected stream socket to the candidate."""
        return self._channel

    @property
    def finished(self) -> bool:
        """Whether ``finish()`` was called."""
        return self._facts is not None

    def streams(self) -> tuple[int, ...]:
        """Read ends of stdout and stderr that are still open."""
        return self._output.fds

    def drain(self) -> bool:
        """Read available output; False once ``output_kib`` was exceeded."""
        return self._output.drain()

    def finish(self) -> RunFacts:
        """End every process of the session. Raises ``JudgeFault`` only when the zygote itself broke."""
        if self._facts is not None:
            return self._facts
        seen = self._zygote.finish()
        self._output.drain()
        out_of_memory = self._zygote.ran_out_of_memory()
        self._facts = self._make_facts(seen or {}, out_of_memory=out_of_memory)
        self._discard()
        if seen is None and not out_of_memory:
            raise JudgeFault("the sandbox died while a submission was running")
        return self._facts

    def _make_facts(self, seen: dict[str, Any], *, out_of_memory: bool) -> RunFacts:
        peak = seen.get("peak_kib", 0) / 1024
        number = None if seen.get("ours") else seen.get("signal")
        full = number in (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGKILL)
        stdout, stderr = self._output.texts()
        return RunFacts(
            exit_code=seen.get("exit"),
            signal=number,
            memory_exceeded=out_of_memory or (full and peak > 0.9 * self._limits.memory_mib),
            output_exceeded=self._output.exceeded,
            cpu_seconds=seen.get("cpu", 0.0),
            wall_seconds=time.monotonic() - self._began,
            peak_mib=peak,
            stdout=stdout,
            stderr=stderr,
            dropped_bytes=self._output.dropped,
        )

    def _discard(self) -> None:
        self._channel.close()
        self._output.close()


def _fork_with_ends(zygote: Forks) -> Ends:
    """Make the session's streams and fork a candidate that has their other ends. Raises ``OSError``."""
    ours, theirs = socket.socketpair()
    out, err = os.pipe(), os.pipe()
    try:
        zygote.open((theirs.fileno(), out[1], err[1]))
    except OSError:
        ours.close()
        os.close(out[0])
        os.close(err[0])
        raise
    finally:
        theirs.close()
        os.close(out[1])
        os.close(err[1])
    return ours, out[0], err[0]


# --- choosing layers ---------------------------------------------------------------------------


def _start_best(spec: SandboxSpec, mode: Mode, entry: str) -> tuple[Zygote, SandboxFacts]:
    """The strongest zygote that starts and locks a trial candidate down."""
    if sys.platform != "linux":
        raise SandboxUnavailable("the process sandbox needs Linux", "use Docker, or another machine")
    wanted: tuple[ZygoteMode, ...] = ("namespaces", "landlock") if mode == "auto" else (mode,)
    if spec.device != "cpu":
        gpu.needed(spec)
        wanted = ("namespaces",)  # without a root of its own there is no way to show a candidate what CUDA needs
    reasons: list[str] = []
    for layers in wanted:
        try:
            zygote = Zygote(spec, layers, entry)
            _try_out(zygote, spec)
        except SandboxUnavailable as error:
            reasons.append(error.message)
        else:
            return zygote, gpu.named(_facts(zygote), spec.gpu)
    raise SandboxUnavailable(
        "no isolation is possible here: " + "; ".join(reasons),
        "allow user namespaces, or use a kernel with Landlock (5.13 or newer); `autograde doctor` says what fails",
    )


def _try_out(zygote: Zygote, spec: SandboxSpec) -> None:
    """Start one candidate that has nothing to do. Raises ``SandboxUnavailable`` if lockdown fails."""
    session = ProcessSession(zygote, spec)
    try:
        session.channel.shutdown(socket.SHUT_WR)
        session.channel.settimeout(_TRIAL_SECONDS)
        session.channel.recv(1)
    except OSError:
        pass  # whatever happened, the facts say it better
    try:
        facts = session.finish()
    except JudgeFault as error:
        zygote.stop()
        raise SandboxUnavailable(f"{zygote.mode}: {error.message}") from None
    if facts.exit_code == LOCKDOWN_FAILED:
        zygote.stop()
        reason = facts.stderr[-1000:].decode("utf-8", "replace")
        raise SandboxUnavailable(f"{zygote.mode}: lockdown failed: {reason}")


_NAMESPACES = (
    "pid-namespace",
    "mount-namespace",
    "network-namespace",
    "ipc-namespace",
    "private-root",
    "scratch-quota",
)
_ALWAYS = ("seccomp", "no-new-privileges", "no-capabilities", "rlimits")


def _facts(zygote: Zygote) -> SandboxFacts:
    """Tier and layers as they are, the missing ones named."""
    confined = zygote.mode == "namespaces"
    every = (*_NAMESPACES, "landlock", "own-user", "cgroup-memory", "cgroup-pids")
    layers = [*(_NAMESPACES if confined else ()), *_ALWAYS, *zygote.cgroup_layers]
    if zygote.threads_only:
        layers.append("no-processes")
    if landlock.abi():
        layers.append("landlock")
    if zygote.own_user:
        layers.append("own-user")
    versions = {**zygote.versions, "kernel": os.uname().release, "landlock": str(landlock.abi())}
    return SandboxFacts(
        backend="process",
        tier=2 if confined else 1,
        layers=tuple(layers),
        missing=tuple(name for name in every if name not in layers),
        versions=versions,
    )
