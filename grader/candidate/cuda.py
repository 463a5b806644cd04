"""A candidate that computes on a GPU: CUDA is started in the child, under its cap, before any student's code has come.

A process that has started CUDA cannot be forked usefully, so the zygote must never touch it (``refuse_touched``). The
candidate pays for a context of its own. The device is the default one, so that tests and submissions need no words
about it. The cap is kept by PyTorch's allocator, inside this process: it makes
honest mistakes visible; what hostile code takes beyond it, it takes from a device that nobody else uses.
"""

from __future__ import annotations

import ctypes
import os
import socket
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

TASKS = "/proc/self/task"
NAMES = ".task"
"""The folder, inside scratch, that ``TASKS`` leads to."""
THREADS = 64
OPEN_FILES = 1024
_NVIDIA_MAJOR = 195
_MIB = 1 << 20
_ENVIRONMENT = {
    "CUDA_CACHE_DISABLE": "1",
    "CUDA_MODULE_LOADING": "LAZY",
    "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
}

Serve = Callable[[socket.socket], None]


def nodes(gpu: dict[str, Any] | None) -> tuple[str, ...]:
    """Names below ``/dev`` that a candidate needs beside the usual ones."""
    return tuple(gpu["nodes"]) if gpu else ()


def texts(gpu: dict[str, Any] | None) -> list[list[str]]:
    """Files that the driver's libraries read, as ``[path, content]``."""
    return list(gpu["texts"]) if gpu else []


def refuse_touched() -> None:
    """Raise ``RuntimeError`` if this process, which is about to be forked, has started CUDA or opened a device."""
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_initialized():
        raise RuntimeError("CUDA was started before the fork")
    for fd in range(1024):
        with suppress(OSError):
            seen = os.fstat(fd)
            if stat.S_ISCHR(seen.st_mode) and os.major(seen.st_rdev) == _NVIDIA_MAJOR:
                raise RuntimeError("a device was opened before the fork")


def starting(serve: Serve, gpu: dict[str, Any]) -> Serve:
    """``serve``, after CUDA was started as ``gpu`` says (see ``grader.sandbox.gpu``).

    Call it once everything else is imported: nothing here may import what the zygote has no path to yet.
    """
    from grader.candidate import placing, runner

    refuse_touched()
    on_device = placing.serve if serve is runner.serve else serve

    def started(sock: socket.socket) -> None:
        start(gpu)
        on_device(sock)

    return started


def start(gpu: dict[str, Any]) -> None:
    """Start CUDA on the one device there is. Raises ``RuntimeError`` when it cannot be, or was before the fork."""
    torch = sys.modules["torch"]
    if torch.cuda.is_initialized() or torch.cuda._is_in_bad_fork():  # noqa: SLF001 - nobody else says so
        raise RuntimeError("CUDA was started before the fork")
    os.environ.update({**_ENVIRONMENT, "CUDA_VISIBLE_DEVICES": gpu["uuid"]})
    name_threads(Path(gpu["scratch"]))
    look_around(gpu["nodes"])
    for library in gpu["preload"]:
        with suppress(OSError):  # without it CUDA does not start, and then says so itself
            ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
    torch.cuda.init()
    total = int(torch.cuda.get_device_properties(0).total_memory)
    torch.cuda.set_per_process_memory_fraction(fraction(gpu["cap_mib"], total), 0)
    repeatable(torch)
    torch.set_default_device("cuda")
    if float(torch.ones(1024).sum()) != 1024.0:
        raise RuntimeError("the device cannot add")


def look_around(nodes: list[str]) -> None:
    """Open and write what CUDA will: a refusal is named here by path, while CUDA only says a number. ``OSError``."""
    Path(TASKS, str(os.getpid()), "comm").write_text("candidate", encoding="ascii")
    for node in nodes:
        os.close(os.open(f"/dev/{node}", os.O_RDWR | os.O_CLOEXEC))


def fraction(cap_mib: int, total_bytes: int) -> float:
    """The share of a device's memory that is ``cap_mib``, at most all of it."""
    return min(1.0, cap_mib * _MIB / total_bytes)


def repeatable(torch: Any) -> None:
    """The same answers each time, in full float32: no TF32, no choice of algorithms by the clock."""
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cudnn.benchmark = False
    torch.backends.cudnn.deterministic = True


def name_threads(scratch: Path) -> None:
    """Files in the place of ``/proc/self/task/N/comm``.

    Drivers since 570 name their threads through them and do not start where they cannot. There is no ``/proc`` here,
    so ``TASKS`` leads into scratch, where the numbers of the next threads are made.
    """
    first = os.getpid()
    for number in range(first, first + THREADS):
        folder = scratch / NAMES / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "comm").touch()
