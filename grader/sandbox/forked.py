"""The ``unsafe`` backend again, quicker: candidates are forked from a keeper that has imported everything already.

For a student's own practice runs out of a warm process (``autograde.warm``). It is no boundary either, and says so
with the same facts. The keeper is forked from its owner before that does anything, so every candidate begins as a
fresh interpreter would: nothing of a suite, of an earlier candidate or of the caller's input is in it.
"""

from __future__ import annotations

import importlib
import io
import json
import os
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any, NoReturn

from grader.errors import JudgeFault
from grader.model import SandboxFacts
from grader.sandbox.base import RUNNER, SandboxSpec
from grader.sandbox.session import ask_to_finish, fork_with_ends
from grader.sandbox.single import SingleSandbox
from grader.sandbox.unconfined import Ended, UnconfinedSession
from grader.sandbox.unsafe import UnsafeSandbox, candidate_environment

_READY_BYTES = 1 << 12
_MOST_FDS = 1 << 20


class Keeper:
    """The owner's end of a process that forks candidates, one at a time. Made by ``fork_keeper``."""

    def __init__(self, control: socket.socket, pid: int) -> None:
        self._control, self._pid = control, pid

    def open(self, spec: SandboxSpec, fds: tuple[int, int, int]) -> None:
        """Fork a candidate that gets ``fds`` (channel, stdout, stderr). Raises ``OSError`` when the keeper is gone."""
        socket.send_fds(self._control, [json.dumps(spec.modules).encode()], fds)

    def finish(self) -> dict[str, Any]:
        """Have the candidate and what it started killed; how it ended, empty when the keeper is gone."""
        return ask_to_finish(self._control) or {}

    def close(self) -> None:
        """End the keeper and its candidate. Idempotent."""
        if self._pid:
            self._control.close()
            with suppress(ChildProcessError):
                os.waitpid(self._pid, 0)
            self._pid = 0


def fork_keeper(environment: Mapping[str, str], entry: str = RUNNER) -> Keeper:
    """Fork the keeper off this process, which must have one thread and must not have begun its work.

    ``environment`` is where the few variables a candidate gets are taken from. Candidates inherit the working folder.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    pid = os.fork()
    if pid == 0:
        ours.close()
        _become_keeper(theirs, candidate_environment(environment), entry)
    theirs.close()
    return Keeper(ours, pid)


class KeeperSession(UnconfinedSession):
    """One candidate forked from a keeper."""

    def __init__(self, spec: SandboxSpec, keeper: Keeper) -> None:
        super().__init__(spec)
        self._keeper = keeper
        try:
            self._channel, *self._outputs = fork_with_ends(partial(keeper.open, spec))
        except OSError:
            raise JudgeFault("the warm process is gone") from None
        self._start_reading(self._outputs)

    def _end(self) -> Ended:
        seen = self._keeper.finish()
        self._stop_reading()
        for fd in self._outputs:
            os.close(fd)
        return Ended(seen.get("exit"), seen.get("signal"), seen.get("cpu", 0.0), seen.get("peak_mib", 0.0))


class ForkedSandbox(SingleSandbox[KeeperSession]):
    """Forks a candidate for each session; nothing is confined, as in ``UnsafeSandbox``. The keeper is the caller's."""

    def __init__(self, spec: SandboxSpec, keeper: Keeper) -> None:
        self._spec, self._keeper = spec, keeper

    @property
    def facts(self) -> SandboxFacts:
        """Tier 0: no layer is in force."""
        return UnsafeSandbox(self._spec).facts

    def _next_session(self) -> KeeperSession:
        return KeeperSession(self._spec, self._keeper)


# --- in the keeper -------------------------------------------------------------------------------


def _become_keeper(control: socket.socket, environment: dict[str, str], entry: str) -> NoReturn:
    """Serve the owner until it hangs up; nothing may ever return into its code."""
    code = 1
    with suppress(OSError):
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)  # whoever they are meant for ends us by hanging up
        while _serve_one(control, environment, entry):
            pass
        code = 0
    os._exit(code)


def _serve_one(control: socket.socket, environment: dict[str, str], entry: str) -> bool:
    """One candidate from fork to death; False when the owner is gone."""
    modules, fds, _, _ = socket.recv_fds(control, _READY_BYTES, 3)
    if len(fds) != 3:
        return False
    pid = os.fork()
    if pid == 0:
        _become_candidate(fds, json.loads(modules), environment, entry)
    for fd in fds:
        os.close(fd)
    asked = control.recv(_READY_BYTES)
    seen = _end(pid)
    if asked:
        control.send(json.dumps(seen).encode())
    return bool(asked)


def _end(pid: int) -> dict[str, Any]:
    """Kill the candidate's process group and reap it; its own end, if it was ending by itself already."""
    ours = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    with suppress(ProcessLookupError):  # it may not have got a group of its own yet
        os.kill(pid, signal.SIGKILL)
    _, status, used = os.wait4(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    killed = ours and code == -signal.SIGKILL
    return {
        "exit": code if code >= 0 and not killed else None,
        "signal": -code if code < 0 and not killed else None,
        "cpu": used.ru_utime + used.ru_stime,
        "peak_mib": used.ru_maxrss / 1024,
    }


def _become_candidate(fds: list[int], modules: list[str], environment: dict[str, str], entry: str) -> NoReturn:
    """What a fresh interpreter does (``grader.candidate.unsafe_main``), without the wait."""
    code = 1
    try:
        os.setsid()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        channel = _take_over(fds)
        os.environ.clear()
        os.environ.update(environment)
        for name in modules:
            importlib.import_module(name)
        if "torch" in sys.modules:
            sys.modules["torch"].set_num_threads(1)
        module, _, function = entry.partition(":")
        getattr(importlib.import_module(module), function)(channel)
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    except BaseException:  # noqa: BLE001  the last words of an interpreter, where a fresh one would print them
        sys.excepthook(*sys.exc_info())
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _take_over(fds: list[int]) -> socket.socket:
    """Standard streams as the session wants them, and nothing else of the owner's; the channel."""
    channel, out, err = fds
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (out, 1), (err, 2)):
        os.dup2(source, target)
    kept = channel if channel == 3 else os.dup2(channel, 3, inheritable=False)
    os.closerange(4, _MOST_FDS)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  the stream of this process
    sys.stdout, sys.stderr = _text(1), _text(2)
    return socket.socket(fileno=kept)


def _text(fd: int) -> io.TextIOWrapper:
    raw = os.fdopen(fd, "wb", closefd=False)
    return io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", line_buffering=True)
