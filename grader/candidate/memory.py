"""How a process that forks, or serves for long, holds its memory. Hints: where nobody takes them, nothing is lost."""

from __future__ import annotations

import ctypes
import mmap
import os
import sys

_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD = -1, -2, -3  # names of mallopt(3), from malloc.h
_MADV_COLLAPSE = 25  # Linux 6.1
_HUGE = 1 << 21

# CPython's allocator of small objects: sizes in steps of 16 bytes, each in pools of its own.
# ``bytes`` begin with the third.
_STEP, _LARGEST, _POOL = 16, 512, 1 << 14
_EMPTY = sys.getsizeof(b"")
_MOST = 60_000
_FILLED: list[list[bytes]] = []


def virtual_mib(statm: int) -> int:
    """Address space of this process in MiB. ``statm`` is a descriptor of ``/proc/self/statm``."""
    return _mib(statm, 0)


def data_mib(statm: int) -> int:
    """Memory of this process that can be written to, with its stack, in MiB."""
    return _mib(statm, 5)


def _mib(statm: int, field: int) -> int:
    return int(os.pread(statm, 100, 0).split()[field]) * mmap.PAGESIZE >> 20


def keep_freed() -> None:
    """Have malloc keep what is freed for what is asked for next, instead of giving it back to the kernel each time.

    Arrays of one case then lie where those of the case before lay, in pages that need not be zeroed again.
    """
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # of glibc
    if mallopt:
        mallopt(_MMAP_THRESHOLD, 16 << 20)
        mallopt(_TRIM_THRESHOLD, 32 << 20)
        mallopt(_TOP_PAD, 256 << 10)


def merge_pages(maps: int) -> None:
    """Join what was allocated so far into huge pages: a fork copies one entry for each instead of 512.

    With torch that is the half of what a fork costs. ``maps`` is a descriptor of ``/proc/self/maps``.
    """
    madvise = ctypes.CDLL(None).madvise
    for low, high in _private(maps):
        for at in range(-(-low // _HUGE) * _HUGE, high - _HUGE + 1, _HUGE):
            madvise(ctypes.c_void_p(at), ctypes.c_size_t(_HUGE), _MADV_COLLAPSE)


def fill_holes() -> None:
    """Leave no free places among what was allocated so far: what a fork allocates then lies together, in new pages.

    Imports leave thousands of them behind, and a fork that puts its objects there copies a page for each. A whole pool
    in a row tells that a size has none left.
    """
    for size in range(3 * _STEP, _LARGEST + 1, _STEP):
        kept: list[bytes] = []
        row, before = 0, 0
        while row < _POOL // size - 2 and len(kept) < _MOST:
            kept.append(bytes(size - _EMPTY))
            row = row + 1 if id(kept[-1]) - before == size else 0
            before = id(kept[-1])
        _FILLED.append(kept)


def _private(maps: int) -> list[tuple[int, int]]:
    """Ranges of anonymous memory that may be written to."""
    text = b""
    while piece := os.pread(maps, 1 << 16, len(text)):
        text += piece
    lines = [line.split() for line in text.decode("utf-8", "replace").splitlines()]
    ranges = [line[0] for line in lines if line[1] == "rw-p" and (len(line) < 6 or line[5] == "[heap]")]
    return [(int(low, 16), int(high, 16)) for low, _, high in (span.partition("-") for span in ranges)]
