"""Lends devices: one job at a time on each, sound ones only, clean before and after.

A lease is a file lock (``locks``), so it holds against other threads and other controllers and ends with its holder. A
device is looked at when it is taken and when it is given back; what is found wrong takes it out of service for
everybody and, where the answer of the job may be affected, makes that job a fault of ours. Waiting is bounded.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from grader.devices.layer import DeviceLayer
from grader.devices.locks import Lock, Locks, default_folder
from grader.devices.model import Device, DeviceFault, NoDevice, Rules, Standing

__all__ = ["Lease", "Pool"]


@dataclass(slots=True)
class Lease:
    """A device that belongs to one job until the lease ends. ``device`` is as it was when it was taken."""

    device: Device


@dataclass(slots=True)
class _Search:
    """Why no device was found, device by device, in one look round."""

    reasons: dict[str, str] = field(default_factory=dict)
    usable: bool = False

    def __str__(self) -> str:
        return "; ".join(f"{label}: {why}" for label, why in self.reasons.items())


class Pool:
    """The devices of this machine, as far as a ``DeviceLayer`` shows them. Thread-safe: it holds no state itself."""

    def __init__(
        self,
        layer: DeviceLayer,
        *,
        folder: Path | None = None,
        rules: Rules | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.layer = layer
        self.locks = Locks(folder or default_folder())
        self._rules, self._clock, self._sleep = rules or Rules(), clock, sleep

    def survey(self) -> tuple[Standing, ...]:
        """Every device and what it is doing now. Raises ``DeviceFault`` when the driver's tool fails."""
        return tuple(self._standing(device) for device in self.layer.devices())

    def usable(self, index: int | None = None) -> bool:
        """Whether a device (or that device) is there and in service, whoever has it. Raises ``DeviceFault``."""
        wanted = [seen for seen in self.survey() if index in (None, seen.device.index)]
        return any(seen.state != "out" for seen in wanted)

    @contextmanager
    def lease(self, index: int | None = None, *, prefer: str = "") -> Iterator[Lease]:
        """A device for one job, clean when it is given and checked when it comes back.

        Args:
            index: The number of the one device that will do; None: any.
            prefer: UUID of the device to try first, because something warm is there.

        Raises ``NoDevice`` when none is there or in service, ``DeviceFault`` when none got free in time, and on the way
        out ``DeviceFault`` when the device went bad under the job: what was computed on it is worth nothing.
        """
        deadline = self._clock() + self._rules.wait_seconds
        while True:
            search = _Search()
            for device in self._candidates(index, prefer):
                with self.locks.attempt(device.uuid) as lock:
                    if lock and (found := self._take(device, lock, search)):
                        yield from self._lend(found, lock)
                        return
                    if not lock:
                        search.usable = True
                        search.reasons[device.label] = f"leased by {self.locks.holder(device.uuid) or 'another job'}"
            self._wait(search, deadline)

    # -- taking --

    def _candidates(self, index: int | None, prefer: str) -> list[Device]:
        """Devices in the order in which to try them. Raises ``NoDevice``."""
        found = self.layer.devices()
        if not found:
            raise NoDevice("this machine has no NVIDIA device", "grade on another machine, or with --device cpu")
        wanted = [device for device in found if index in (None, device.index)]
        if not wanted:
            there = ", ".join(device.label for device in found)
            raise NoDevice(f"there is no device cuda:{index}", f"this machine has: {there}")
        return sorted(wanted, key=lambda device: (device.uuid != prefer, device.index))

    def _take(self, device: Device, lock: Lock, search: _Search) -> Device | None:
        """The device as it is now that nobody else can take it, clean; None with the reason noted."""
        why = self.locks.out_of_service(device.uuid)
        if why:
            search.reasons[device.label] = f"out of service: {why}"
            return None
        now = self._look(device)
        if now.trouble:
            self._refuse(now, now.trouble, search)
            return None
        strangers = self._strangers(now)
        if strangers:
            search.usable = True
            search.reasons[device.label] = strangers
            return None
        return self._cleaned(now, lock, search)

    def _cleaned(self, device: Device, lock: Lock, search: _Search) -> Device | None:
        """Scrubbed, unless the last holder left it clean."""
        if lock.was_clean:
            return device
        try:
            self.layer.scrub(device)
        except DeviceFault as error:
            self._refuse(device, error.message, search)
            return None
        now = self._look(device)
        if now.trouble:
            self._refuse(now, now.trouble, search)
            return None
        return now

    def _refuse(self, device: Device, why: str, search: _Search) -> None:
        self.locks.take_out(device.uuid, why)
        search.reasons[device.label] = f"out of service: {why}"

    def _strangers(self, device: Device) -> str:
        """Who else computes there, or what else holds its memory."""
        pids = [str(holder.pid) for holder in self.layer.holders(device.uuid)]
        if pids:
            return f"other processes compute on it: {', '.join(pids)}"
        if device.used_mib > self._rules.idle_mib:
            return f"{device.used_mib} MiB of it are taken by processes that cannot be seen"
        return ""

    def _wait(self, search: _Search, deadline: float) -> None:
        if not search.usable:
            raise NoDevice(
                f"no device is in service: {search}", "`autograde doctor` says how to put a device back into service"
            )
        if self._clock() >= deadline:
            raise DeviceFault(f"no device got free within {self._rules.wait_seconds:g} s: {search}")
        self._sleep(self._rules.poll_seconds)

    # -- giving back --

    def _lend(self, device: Device, lock: Lock) -> Iterator[Lease]:
        lock.note(f"process {os.getpid()}", clean=False)
        try:
            yield Lease(device)
        except Exception:
            with suppress(DeviceFault):  # what the job raised says more
                self._take_back(device, lock)
            raise
        self._take_back(device, lock)  # after an interruption the next holder scrubs

    def _take_back(self, device: Device, lock: Lock) -> None:
        """Check and scrub. ``DeviceFault`` when the job's answers cannot be trusted: leftovers alone are no reason."""
        self._trusted(device)
        leftover = self._leftover(device)
        if leftover:
            self.locks.take_out(device.uuid, leftover)
            return
        try:
            self.layer.scrub(device)
        except DeviceFault as error:
            self.locks.take_out(device.uuid, error.message)
            raise DeviceFault(f"{device.label} failed after a job: {error.message}") from None
        lock.note("nobody", clean=True)

    def _trusted(self, device: Device) -> None:
        """Raises ``DeviceFault`` when the device was lost, or is troubled now (or when nobody can say)."""
        trouble = self._look(device).trouble
        if trouble:
            self.locks.take_out(device.uuid, trouble)
            raise DeviceFault(f"{device.label} broke during a job: {trouble}")

    def _leftover(self, device: Device) -> str:
        """What of the last job is still there once it had time to go; empty when nothing is."""
        deadline = self._clock() + self._rules.settle_seconds
        while True:
            left = self._left_now(device)
            if not left or self._clock() >= deadline:
                return left
            self._sleep(self._rules.poll_seconds)

    def _left_now(self, device: Device) -> str:
        pids = [str(holder.pid) for holder in self.layer.holders(device.uuid)]
        if pids:
            return f"a process of the last job does not end: {', '.join(pids)}"
        more = self._look(device).used_mib - device.used_mib
        return f"{more} MiB are still taken after the last job" if more > self._rules.slack_mib else ""

    # -- both --

    def _look(self, device: Device) -> Device:
        """The device as it is now; one that is gone is in trouble."""
        found = (now for now in self.layer.devices() if now.uuid == device.uuid)
        return next(found, replace(device, trouble="the device is no longer there"))

    def _standing(self, device: Device) -> Standing:
        why = self.locks.out_of_service(device.uuid) or device.trouble
        if why:
            return Standing(device, "out", why)
        holder = self.locks.holder(device.uuid)
        if holder:
            return Standing(device, "leased", holder)
        strangers = self._strangers(device)
        return Standing(device, "busy" if strangers else "free", strangers)
