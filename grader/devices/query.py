"""Reads what ``nvidia-smi`` prints. Pure: text in, records or ``DeviceFault`` out.

The tool promises no stable format, so nothing is guessed: another number of columns, or a number that is none, is a
fault. Words that the driver puts in the place of a number (``ERR!``, ``[GPU is lost]``) make that one device a troubled
one and leave the others usable.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from grader.devices.model import Device, DeviceFault, Holder

DEVICE_FIELDS = (
    "index", "uuid", "name", "pci.bus_id", "driver_version", "memory.total", "memory.used", "compute_mode",
    "mig.mode.current", "ecc.errors.uncorrected.volatile.total", "retired_pages.pending",
)  # fmt: skip
HOLDER_FIELDS = ("gpu_uuid", "pid", "used_gpu_memory")
_ABSENT = frozenset({"[n/a]", "n/a", "[not supported]", "not supported", "[not found]"})
_UUID = re.compile(r"GPU-[0-9a-fA-F-]{8,60}")
_TEXT = 120


def devices(text: str) -> tuple[Device, ...]:
    """The rows of ``--query-gpu``, by index. Raises ``DeviceFault``."""
    found = sorted((_device(row) for row in _rows(text, len(DEVICE_FIELDS))), key=lambda device: device.index)
    if len({device.uuid for device in found}) < len(found) or len({device.index for device in found}) < len(found):
        raise DeviceFault("nvidia-smi names a device twice")
    return tuple(found)


def holders(text: str) -> tuple[Holder, ...]:
    """The rows of ``--query-compute-apps``. Raises ``DeviceFault``."""
    return tuple(
        Holder(uuid, _whole(pid, "pid"), 0 if used.lower() in _ABSENT else _whole(used, "used_gpu_memory"))
        for uuid, pid, used in _rows(text, len(HOLDER_FIELDS))
    )


def _rows(text: str, columns: int) -> Iterator[list[str]]:
    try:
        table = list(csv.reader(text.splitlines(), skipinitialspace=True))
    except csv.Error as error:
        raise DeviceFault(f"nvidia-smi prints something that is no table: {error}") from None
    for row in table:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) != columns:
            raise DeviceFault(f"nvidia-smi prints something that is no table: {_cut(','.join(row))}")
        yield cells


def _device(row: list[str]) -> Device:
    index, uuid, name, bus, driver, total, used, mode, mig, errors, retiring = row
    if not _UUID.fullmatch(uuid):
        raise DeviceFault(f"nvidia-smi names a device in a way that is not understood: {_cut(uuid)}")
    sizes = [_megabytes(total), _megabytes(used)]
    unreadable = next((text for text, size in zip((total, used), sizes, strict=True) if size is None), "")
    return Device(
        uuid=uuid,
        index=_whole(index, "index"),
        name=_cut(name),
        bus=bus,
        total_mib=sizes[0] or 0,
        used_mib=sizes[1] or 0,
        driver=_cut(driver),
        trouble=f"nvidia-smi says '{_cut(unreadable)}'" if unreadable else _trouble(mode, mig, errors, retiring),
    )


def _trouble(mode: str, mig: str, errors: str, retiring: str) -> str:
    """Why a device that answers must not be used all the same."""
    if mode.lower() == "prohibited":
        return "its compute mode is Prohibited (set it with: nvidia-smi -c EXCLUSIVE_PROCESS)"
    if mig.lower() == "enabled":
        return "MIG is on, and slices are not supported (turn it off with: nvidia-smi -mig 0)"
    if errors.lower() not in _ABSENT and errors != "0":
        return f"{_cut(errors)} uncorrected memory errors since the driver was loaded"
    if retiring.lower() not in (*_ABSENT, "no"):
        return "memory pages wait to be retired: the machine must be restarted"
    return ""


def _megabytes(text: str) -> int | None:
    """A size, or None for words in its place."""
    return int(text) if text.isascii() and text.isdecimal() else None


def _whole(text: str, what: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 12):
        raise DeviceFault(f"nvidia-smi says '{_cut(text)}' where {what} should be")
    return int(text)


def _cut(text: str) -> str:
    return "".join(c for c in text[:_TEXT] if c.isprintable())
