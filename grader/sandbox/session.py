"""What the backends that fork from a warm process have in common: streams, a session, and its end.

The controller's half. It trusts nothing that a candidate wrote: what it knows of a session comes from the kernel, by
way of the zygote, and output is drained into capped buffers.
"""

from __future__ import annotations

import json
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

from grader.candidate.lockdown import LOCKDOWN_FAILED
from grader.errors import JudgeFault, SandboxUnavailable
from grader.model import RunFacts, SandboxFacts
from grader.sandbox.base import SandboxSpec
from grader.sandbox.output import Streams
from grader.sandbox.single import SingleSandbox, SingleSession

FINISH_SECONDS = 10.0
"""A kill takes milliseconds; on an overloaded machine giving up early would blame us for nothing."""

Ends = tuple[socket.socket, int, int]
"""The controller's ends of a session: the channel, and the read ends of stdout and stderr."""


class Forks(Protocol):
    """What a session needs of a zygote, wherever that runs: see ``warm.Zygote`` and ``containers.ContainerZygote``."""

    @property
    def pid(self) -> int:
        """Process id as its machine counts."""
        ...

    def open(self, fds: tuple[int, int, int]) -> None:
        """Fork a candidate that gets ``fds``. Raises ``OSError`` when gone."""
        ...

    def finish(self) -> dict[str, Any] | None:
        """Have the candidate killed; what the kernel saw of it, or None when the zygote is gone."""
        ...

    def ran_out_of_memory(self) -> bool:
        """Whether the kernel killed something for want of memory since the last time we asked."""
        ...

    def stop(self) -> None:
        """End it and everything in it. Idempotent."""
        ...


class ForkedSession(SingleSession):
    """One candidate, from the fork to the end of everything it started."""

    def __init__(self, zygote: Forks, spec: SandboxSpec, ends: Ends | None = None) -> None:
        super().__init__()
        self._zygote = zygote
        self._limits = spec.limits
        try:
            self._channel, out, err = ends or fork_with_ends(zygote.open)
        except OSError:
            raise JudgeFault("the sandbox is gone") from None
        os.set_blocking(out, False)
        os.set_blocking(err, False)
        self._output = Streams((out, err), spec.limits.output_kib)

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
            wall_seconds=self.age,
            peak_mib=peak,
            stdout=stdout,
            stderr=stderr,
            dropped_bytes=self._output.dropped,
        )

    def _discard(self) -> None:
        self._channel.close()
        self._output.close()


def fork_with_ends(fork: Callable[[tuple[int, int, int]], None]) -> Ends:
    """Make a session's streams and have ``fork`` start a candidate with their other ends. Raises its ``OSError``."""
    ours, theirs = socket.socketpair()
    out, err = os.pipe(), os.pipe()
    try:
        fork((theirs.fileno(), out[1], err[1]))
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


def ask_to_finish(control: socket.socket) -> dict[str, Any] | None:
    """Have a zygote kill its candidate; what the kernel saw of it, or None when the zygote is gone or stuck."""
    try:
        control.send(b"finish")
        control.settimeout(FINISH_SECONDS)
        answer = control.recv(1 << 16)
        control.settimeout(None)
    except OSError:
        return None
    seen: dict[str, Any] | None = json.loads(answer) if answer else None
    return seen


class ZygoteSandbox(SingleSandbox[ForkedSession]):
    """A sandbox with a zygote; what kind, and how another takes its place, is for a subclass to say."""

    _zygote: Forks
    _facts: SandboxFacts

    @property
    def facts(self) -> SandboxFacts:
        """Tier, versions, the layers in force and those that are missing."""
        return self._facts

    @property
    def pid(self) -> int:
        """Process id of the zygote as its machine counts, for measurements."""
        return self._zygote.pid


def try_out(zygote: Forks, begin: Callable[[], ForkedSession], seconds: float) -> None:
    """Have a candidate of a new zygote do nothing but lock itself down.

    Raises ``SandboxUnavailable`` when it cannot; the zygote is stopped then.
    """
    try:
        reason = _why_no_lockdown(begin(), seconds)
    except JudgeFault as error:
        reason = error.message
    if reason:
        zygote.stop()
        raise SandboxUnavailable(reason)


def _why_no_lockdown(session: ForkedSession, seconds: float) -> str | None:
    with suppress(OSError):  # whatever happened, the facts say it better
        session.channel.shutdown(socket.SHUT_WR)
        session.channel.settimeout(seconds)
        session.channel.recv(1)
    facts = session.finish()
    if facts.exit_code != LOCKDOWN_FAILED:
        return None
    told = facts.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]  # of a traceback what says why
    return f"lockdown failed: {told}"
