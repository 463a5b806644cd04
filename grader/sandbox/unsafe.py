"""The ``unsafe`` backend: a plain subprocess per session, for a student's own code on their own machine.

It is no boundary: the code can read, write and start whatever its user can. It only keeps the
candidate in a process of its own, so that crashes, hangs and floods stay facts. Works without
anything of Linux. Never the default for other people's code (see ``choose``).
"""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.errors import JudgeFault
from grader.model import SandboxFacts
from grader.sandbox.base import RUNNER, SandboxSpec
from grader.sandbox.single import SingleSandbox
from grader.sandbox.unconfined import Ended, UnconfinedSession

_START_SECONDS = 60.0
_KEPT_VARIABLES = ("PATH", "HOME", "USERPROFILE", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL")
_BOOT = """
import sys
sys.path.append(sys.argv[1])
from grader.candidate.unsafe_main import main
main(sys.argv[2])
"""


FIXED_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
"""What every candidate is started with."""


def candidate_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables a candidate gets: a few of the caller's, and those that make runs repeatable."""
    return {name: value for name, value in environment.items() if name in _KEPT_VARIABLES} | FIXED_ENVIRONMENT


class UnsafeSession(UnconfinedSession):
    """One interpreter, connected over loopback TCP."""

    def __init__(self, spec: SandboxSpec, environment: dict[str, str], entry: str) -> None:
        super().__init__(spec)
        self._process = _start(environment, entry)
        self._pipes = [pipe for pipe in (self._process.stdin, self._process.stdout, self._process.stderr) if pipe]
        self._start_reading(pipe.fileno() for pipe in self._pipes[1:])
        try:
            self._channel = _connect(self._process, spec.modules)
        except OSError as error:
            self._end()
            last_words = self._tails[1].bytes()[-1000:].decode("utf-8", "replace")
            raise JudgeFault(f"the candidate process did not start: {error} {last_words}".strip()) from None

    def _end(self) -> Ended:
        ours = not _has_exited(self._process)
        _kill_group(self._process)
        cpu_seconds, peak_mib = _wait(self._process)
        self._stop_reading()
        for pipe in self._pipes:
            with contextlib.suppress(OSError):
                pipe.close()
        code = self._process.returncode
        killed = ours and (code == -9 or sys.platform == "win32")  # else it was ending by itself already
        return Ended.by(code, killed=killed, cpu_seconds=cpu_seconds, peak_mib=peak_mib)


class UnsafeSandbox(SingleSandbox[UnsafeSession]):
    """Starts a fresh interpreter for each session; nothing is kept warm and nothing is confined.

    ``environment`` is where the few variables an interpreter needs are taken from.
    """

    def __init__(self, spec: SandboxSpec, *, environment: dict[str, str] | None = None, entry: str = RUNNER) -> None:
        self._spec = spec
        self._entry = entry
        self._environment = candidate_environment(environment or {})

    @property
    def facts(self) -> SandboxFacts:
        """Tier 0: no layer is in force."""
        missing = ("isolation", "memory-limit", "file-limits", "network-isolation")
        return SandboxFacts(backend="unsafe", tier=0, layers=("own-process", "time-limits"), missing=missing)

    def _next_session(self) -> UnsafeSession:
        return UnsafeSession(self._spec, self._environment, self._entry)


def _start(environment: dict[str, str], entry: str) -> subprocess.Popen[bytes]:
    package_parent = str(Path(__file__).resolve().parent.parent.parent)
    options: dict[str, Any] = {} if sys.platform == "win32" else {"start_new_session": True}
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-s", "-B", "-c", _BOOT, package_parent, entry],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            bufsize=0,
            **options,
        )
    except OSError as error:
        raise JudgeFault(f"cannot start {sys.executable}: {error}") from None


def _connect(process: subprocess.Popen[bytes], modules: tuple[str, ...]) -> socket.socket:
    """Tell the candidate where to connect and wait for the connection that knows the token."""
    token = secrets.token_hex(16)
    with socket.create_server(("127.0.0.1", 0), backlog=1) as server:
        assert process.stdin is not None
        line = {"port": server.getsockname()[1], "token": token, "modules": modules}
        process.stdin.write(json.dumps(line).encode() + b"\n")
        server.settimeout(0.05)
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            try:
                sock, _ = server.accept()
            except TimeoutError:
                continue
            if _knows(sock, token):
                sock.settimeout(None)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return sock
            sock.close()
    raise ConnectionError("it ended or did not connect in time")


def _knows(sock: socket.socket, token: str) -> bool:
    sock.settimeout(1.0)
    seen = b""
    try:
        while len(seen) < len(token) and (more := sock.recv(len(token) - len(seen))):
            seen += more
    except OSError:
        return False
    return hmac.compare_digest(seen, token.encode("ascii"))


def _has_exited(process: subprocess.Popen[bytes]) -> bool:
    if sys.platform == "win32":
        return process.poll() is not None
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and what it started; on POSIX before it is reaped, so that its number is still its own."""
    if sys.platform == "win32":
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _wait(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Reap; CPU seconds and peak memory in MiB."""
    if sys.platform == "win32":
        process.wait()
        return 0.0, 0.0
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return used.ru_utime + used.ru_stime, used.ru_maxrss / unit
