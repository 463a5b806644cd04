"""What the pool needs to know of a vendor: three questions and one task, each of which ends in bounded time.

``nvidia.NvidiaLayer`` asks a real driver, ``fake.FakeLayer`` answers from a script. Whoever implements this never
waits without a limit, and turns whatever a driver's tool does (hang, die, print nonsense) into ``DeviceFault``.
"""

from __future__ import annotations

from typing import Protocol

from grader.devices.model import Device, Holder


class DeviceLayer(Protocol):
    """Devices of one kind on this machine."""

    def devices(self) -> tuple[Device, ...]:
        """Every device there is now, by index, the troubled ones included; empty where there is no driver.

        Raises ``DeviceFault`` when the driver's tool hangs, fails or cannot be understood.
        """
        ...

    def holders(self, uuid: str) -> tuple[Holder, ...]:
        """Processes that compute on one device. Raises ``DeviceFault``."""
        ...

    def scrub(self, device: Device) -> None:
        """Overwrite all memory of a device that is free, and read some of it back.

        Raises ``DeviceFault`` when that fails: such a device must not be used.
        """
        ...

    def toolkit(self) -> str:
        """Version of the tools that give devices to containers; empty when not installed or silent."""
        ...
