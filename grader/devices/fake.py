"""A ``DeviceLayer`` that answers from memory, for tests of everything above it on machines without a device.

It drives no hardware and is never chosen for anybody: only tests construct it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from grader.devices.model import Device, DeviceFault, Holder

__all__ = ["FakeLayer", "fake_device"]


def fake_device(index: int = 0, **changes: object) -> Device:
    """A sound device with 24 GiB."""
    device = Device(
        uuid=f"GPU-00000000-0000-0000-0000-{index:012d}",
        index=index,
        name="Fake 24G",
        bus=f"00000000:{index + 1:02X}:00.0",
        total_mib=24576,
        used_mib=4,
        driver="580.95.05",
    )
    return replace(device, **changes)  # type: ignore[arg-type]  # names and types are the caller's business


@dataclass(slots=True)
class FakeLayer:
    """Devices whose state a test changes. ``answering`` is called before every answer and may raise ``DeviceFault``.

    ``scrubbed`` lists the indices of scrubbed devices in order; scrubbing one of ``broken`` fails.
    """

    there: list[Device] = field(default_factory=lambda: [fake_device()])
    processes: list[Holder] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    scrubbed: list[int] = field(default_factory=list)
    toolkit_version: str = "1.17.8"
    answering: Callable[[str], None] = lambda _: None

    def devices(self) -> tuple[Device, ...]:
        """Those that are there now."""
        self.answering("devices")
        return tuple(self.there)

    def holders(self, uuid: str) -> tuple[Holder, ...]:
        """Those that compute there now."""
        self.answering("holders")
        return tuple(holder for holder in self.processes if holder.uuid == uuid)

    def scrub(self, device: Device) -> None:
        """Note it. Raises ``DeviceFault`` for a broken one."""
        self.answering("scrub")
        if device.uuid in self.broken:
            raise DeviceFault(f"{device.label} cannot be scrubbed: cuMemsetD8: error 214")
        self.scrubbed.append(device.index)

    def toolkit(self) -> str:
        """As told."""
        return self.toolkit_version

    def change(self, index: int, **changes: object) -> None:
        """Change what is known of one device."""
        self.there = [replace(d, **changes) if d.index == index else d for d in self.there]  # type: ignore[arg-type]

    def lose(self, index: int) -> None:
        """The device falls off the bus."""
        self.there = [device for device in self.there if device.index != index]
