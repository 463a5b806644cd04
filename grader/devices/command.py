"""Runs a driver's tool with a bound on time, whatever the tool does.

A tool that asks a broken driver can hang in the kernel, where not even a kill reaches it. Waiting for such a process
would hang us with it, so it is left to a thread that only waits. Nothing is retried and nothing is judged here.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from contextlib import suppress
from dataclasses import dataclass

from grader.devices.model import DeviceFault

_KILL_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Said:
    """How a tool ended and what it printed. ``code`` is its exit code, -N after signal N."""

    code: int
    out: str
    err: str


def run(argv: list[str], seconds: float, environment: dict[str, str] | None = None) -> Said:
    """Run ``argv``. ``FileNotFoundError`` when there is no such program, ``DeviceFault`` after ``seconds``."""
    process = subprocess.Popen(
        argv,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        cwd="/",
        start_new_session=True,
    )
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        _give_up(process)
        raise DeviceFault(f"{argv[0]} does not answer within {seconds:g} s") from None
    return Said(process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))


def _give_up(process: subprocess.Popen[bytes]) -> None:
    """Kill it and what it started; a process that cannot die is waited for by somebody who has the time."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    for pipe in (process.stdout, process.stderr):
        if pipe:
            pipe.close()
    try:
        process.wait(_KILL_SECONDS)
    except subprocess.TimeoutExpired:
        threading.Thread(target=process.wait, daemon=True).start()
