"""Overwrites the free memory of the one visible device: ``python -m grader.devices.scrub LIBRARY``.

What one submission left in a device's memory is not for the next, and the driver does not promise to clear it. Uses the
driver's library alone (no torch), in a process that the controller started and can kill. Overwriting is also a probe: a
device that cannot be filled and read back is not sound. This process must never run code of a student.
"""

from __future__ import annotations

import ctypes
import json
import sys
from typing import Any

__all__ = ["ScrubFailed", "overwrite"]

_MIB = 1 << 20
_SMALLEST = 2 * _MIB
_LARGEST = 4096 * _MIB
_OUT_OF_MEMORY = 2
_PATTERN, _CLEAN = 0xA5, 0
_PROBE = 4096


class ScrubFailed(Exception):
    """A call of the driver's library failed, or memory did not hold what was written."""


def overwrite(cuda: Any) -> int:
    """Fill all free memory of device 0 with a pattern and then with zeros; MiB that were overwritten.

    Args:
        cuda: The driver's library, or something with the same functions.

    Raises ``ScrubFailed``.
    """
    _check(cuda, "cuInit", 0)
    device, context = ctypes.c_int(), ctypes.c_void_p()
    _check(cuda, "cuDeviceGet", ctypes.byref(device), 0)
    _check(cuda, "cuCtxCreate_v2", ctypes.byref(context), 0, device)
    try:
        blocks = _take_all(cuda)
        for value in (_PATTERN, _CLEAN):
            for address, size in blocks:
                _check(cuda, "cuMemsetD8_v2", address, ctypes.c_ubyte(value), ctypes.c_size_t(size))
            _check(cuda, "cuCtxSynchronize")
            _read_back(cuda, blocks, value)
        return sum(size for _, size in blocks) // _MIB
    finally:
        cuda.cuCtxDestroy_v2(context)


def _take_all(cuda: Any) -> list[tuple[ctypes.c_uint64, int]]:
    """Allocate until not even a small block is left."""
    blocks: list[tuple[ctypes.c_uint64, int]] = []
    size = _LARGEST
    while size >= _SMALLEST:
        address = ctypes.c_uint64()
        code = int(cuda.cuMemAlloc_v2(ctypes.byref(address), ctypes.c_size_t(size)))
        if code == 0:
            blocks.append((address, size))
        elif code == _OUT_OF_MEMORY:
            size //= 2
        else:
            raise ScrubFailed(f"cuMemAlloc: error {code}")
    if not blocks:
        raise ScrubFailed("not a single block of memory can be taken")
    return blocks


def _read_back(cuda: Any, blocks: list[tuple[ctypes.c_uint64, int]], value: int) -> None:
    """The beginning of every block holds what was written."""
    seen = (ctypes.c_ubyte * _PROBE)()
    for address, _ in blocks:
        _check(cuda, "cuMemcpyDtoH_v2", ctypes.byref(seen), address, ctypes.c_size_t(_PROBE))
        if bytes(seen) != bytes([value]) * _PROBE:
            raise ScrubFailed("memory does not hold what was written to it")


def _check(cuda: Any, name: str, *arguments: object) -> None:
    code = int(getattr(cuda, name)(*arguments))
    if code:
        raise ScrubFailed(f"{name}: error {code}")


def main(library: str) -> int:
    """Scrub by way of the driver's ``library``; prints one line of JSON."""
    try:
        done: dict[str, object] = {"overwritten_mib": overwrite(ctypes.CDLL(library))}
    except (ScrubFailed, OSError, AttributeError) as error:
        done = {"failed": str(error)}
    sys.stdout.write(json.dumps(done) + "\n")
    return int("failed" in done)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
