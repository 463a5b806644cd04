"""What is known of a device, how devices are to be used, and the two ways in which that fails.

Plain records: nothing here asks a device anything.
"""

from __future__ import annotations

from dataclasses import dataclass

from grader.errors import JudgeFault, SandboxUnavailable

__all__ = ["Device", "DeviceFault", "Holder", "NoDevice", "Rules", "Standing"]


class NoDevice(SandboxUnavailable):
    """This machine has no such device, or none that may be used: what needs it is not graded here."""


class DeviceFault(JudgeFault):
    """A device or its tools broke: no score, and another try, on another device where there is one."""


@dataclass(frozen=True, slots=True)
class Device:
    """One device as its driver describes it.

    ``trouble`` says why it must not be used (an error of its memory, lost, partitioned); empty for a sound one.
    ``used_mib`` counts what every process and the driver itself hold.
    """

    uuid: str
    index: int
    name: str
    bus: str
    total_mib: int
    used_mib: int
    driver: str
    trouble: str = ""

    @property
    def label(self) -> str:
        """How people call it: ``cuda:0``."""
        return f"cuda:{self.index}"


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that computes on a device. ``used_mib`` is 0 where the driver does not say."""

    uuid: str
    pid: int
    used_mib: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """How devices are lent. Times in seconds.

    ``wait_seconds``: how long a job waits for a device before it is given up as a fault of ours. ``poll_seconds``: how
    often it looks. ``settle_seconds``: how long processes and memory of a finished job may take to go away.
    ``slack_mib``: what a device without any process may hold more than it did when the job got it.
    ``idle_mib``: what the driver itself may hold on a device that nobody uses.
    """

    wait_seconds: float = 900.0
    poll_seconds: float = 0.25
    settle_seconds: float = 10.0
    slack_mib: int = 64
    idle_mib: int = 1024


@dataclass(frozen=True, slots=True)
class Standing:
    """A device and what it is doing: ``state`` is ``free``, ``leased``, ``busy`` (with strangers) or ``out``."""

    device: Device
    state: str
    why: str = ""
