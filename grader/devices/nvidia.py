"""The NVIDIA driver's tools as a ``DeviceLayer``: every question is a process of its own with a deadline.

``nvidia-smi`` and the toolkit's commands are asked instead of a library, so that a driver that hangs or crashes takes
one small process with it and never the controller. CUDA is started by ``scrub`` alone, in such a process.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass

from grader.devices import access, query
from grader.devices.command import Said, run
from grader.devices.model import Device, DeviceFault, Holder

__all__ = ["NvidiaLayer"]

_ESSENTIAL = 7
"""So many of ``query.DEVICE_FIELDS`` every driver knows; the rest may be unknown to very old and very new ones."""
_NO_DRIVER, _NO_DEVICE = 9, 6
_VERSION = re.compile(r"version:?\s+(\S+)")
_TOOLKIT = ("nvidia-ctk", "nvidia-container-runtime", "nvidia-container-cli")


@dataclass(frozen=True, slots=True)
class NvidiaLayer:
    """The driver of this machine. ``smi`` is the program to ask; times in seconds."""

    smi: str = "nvidia-smi"
    toolkit_programs: tuple[str, ...] = _TOOLKIT
    query_seconds: float = 15.0
    scrub_seconds: float = 120.0

    def devices(self) -> tuple[Device, ...]:
        """Every device; empty where there is no driver. Raises ``DeviceFault``."""
        said = self._ask(f"--query-gpu={','.join(query.DEVICE_FIELDS)}")
        if said and said.code and "not a valid field" in said.out + said.err:
            return self._essentials()
        return query.devices(_table(said)) if said else ()

    def holders(self, uuid: str) -> tuple[Holder, ...]:
        """Processes that compute on ``uuid``. Raises ``DeviceFault``."""
        said = self._ask(f"--query-compute-apps={','.join(query.HOLDER_FIELDS)}", f"--id={uuid}")
        found = query.holders(_table(said)) if said else ()
        return tuple(holder for holder in found if holder.uuid == uuid)

    def scrub(self, device: Device) -> None:
        """Overwrite free memory from a process that sees this device alone. Raises ``DeviceFault``."""
        argv = [sys.executable, "-I", "-B", "-m", "grader.devices.scrub", access.cuda_library()]
        only = {"CUDA_VISIBLE_DEVICES": device.uuid, "LANG": "C.UTF-8", "CUDA_CACHE_DISABLE": "1"}
        said = run(argv, self.scrub_seconds, only)
        if said.code:
            raise DeviceFault(f"{device.label} cannot be scrubbed: {_last_line(said)}")

    def toolkit(self) -> str:
        """Version of the container toolkit; empty when it is not installed or does not say."""
        for program in self.toolkit_programs:
            try:
                said = run([program, "--version"], self.query_seconds)
            except (FileNotFoundError, PermissionError, DeviceFault):
                continue
            if not said.code and (match := _VERSION.search(said.out)):
                return match[1]
        return ""

    def _essentials(self) -> tuple[Device, ...]:
        """Without the fields that this driver does not know; those count as not available."""
        fields = query.DEVICE_FIELDS[:_ESSENTIAL]
        said = self._ask(f"--query-gpu={','.join(fields)}")
        missing = ", [N/A]" * (len(query.DEVICE_FIELDS) - _ESSENTIAL)
        lines = _table(said).splitlines() if said else []
        return query.devices("\n".join(line + missing for line in lines if line.strip()))

    def _ask(self, *question: str) -> Said | None:
        """What nvidia-smi answers; None where there is no driver or no device. Raises ``DeviceFault``."""
        try:
            said = run([self.smi, *question, "--format=csv,noheader,nounits"], self.query_seconds)
        except (FileNotFoundError, PermissionError):
            return None
        return None if said.code in (_NO_DRIVER, _NO_DEVICE) or "No devices were found" in said.out else said


def _table(said: Said) -> str:
    if said.code:
        raise DeviceFault(f"nvidia-smi failed with code {said.code}: {_last_line(said)}")
    return said.out


def _last_line(said: Said) -> str:
    """The end of what a tool printed; our own scrubber prints JSON."""
    lines = (said.err.strip() or said.out.strip() or f"it ended with code {said.code}").splitlines()
    try:
        return str(json.loads(lines[-1])["failed"])[:300]
    except (ValueError, KeyError, TypeError):
        return "".join(c for c in lines[-1] if c.isprintable())[:300]
