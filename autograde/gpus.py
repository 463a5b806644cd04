"""Which device grades what: ``--device`` on one side, the exercise's ``devices`` and this machine's on the other.

A grader for CUDA leases a device for every submission and gives it back, checked and scrubbed, before the next one. An
exercise that cannot be graded where it was asked for is shown as not graded here, which is never a zero and never a
pass. Only one thing is decided here: where; what an answer is worth is none of this module's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from grader.devices import DeviceFault, NoDevice, Pool, Rules
from grader.devices.access import grant
from grader.devices.gate import refusal
from grader.devices.model import Device
from grader.devices.nvidia import NvidiaLayer
from grader.devices.session import OnDevice
from grader.errors import JudgeFault, SandboxUnavailable, UsageError
from grader.model import Exercise, Message, Report, Submission
from grader.pipeline import Grader, sandbox_spec
from grader.sandbox.base import Gpu, Sandbox, SandboxSpec

__all__ = ["CPU", "Choice", "GpuGrader", "Gpus", "asked_for", "on_cpu"]

OpenSandbox = Callable[[SandboxSpec], Sandbox]


@dataclass(frozen=True, slots=True)
class Choice:
    """What ``--device`` asks for: ``cpu``, ``cuda`` (any, or the one with number ``index``) or ``auto``."""

    kind: str = "cpu"
    index: int | None = None

    @classmethod
    def parse(cls, text: str) -> Choice:
        """``cpu``, ``cuda``, ``cuda:N`` or ``auto``. Raises ``UsageError``."""
        kind, colon, number = text.strip().lower().partition(":")
        if kind in ("cpu", "cuda", "auto") and not colon:
            return cls(kind)
        if kind == "cuda" and number.isascii() and number.isdecimal() and len(number) < 4:
            return cls(kind, int(number))
        raise UsageError(f"there is no device called '{text}'", "choose one of: cpu, cuda, cuda:N, auto")

    def __str__(self) -> str:
        return self.kind if self.index is None else f"{self.kind}:{self.index}"


CPU = Choice()


def on_cpu(exercise: Exercise) -> str | Message:
    """``cpu``, or why ``exercise`` is not graded there."""
    if "cpu" in exercise.devices:
        return "cpu"
    return Message("skipped.other_device", {"devices": ", ".join(exercise.devices), "device": "cpu"})


@dataclass(slots=True)
class Gpus:
    """The devices of one run. ``allow_unpatched`` lets containers have them in spite of an old container toolkit.

    ``root`` is where ``/dev`` and ``/proc`` are looked at.
    """

    choice: Choice
    pool: Pool
    allow_unpatched: bool = False
    root: Path = Path("/")
    _usable: bool | None = field(default=None, init=False)

    def device_of(self, exercise: Exercise) -> str | Message:
        """``cpu`` or ``cuda``, or why ``exercise`` is not graded here.

        Raises ``UsageError`` for a device that does not exist beside others, ``DeviceFault`` when the tool fails.
        """
        listed = exercise.devices
        if self.choice.kind == "auto":
            if "cuda" in listed and self.usable():
                return "cuda"
            return "cpu" if "cpu" in listed else Message("skipped.no_device", {"device": "cuda"})
        if self.choice.kind not in listed:
            return Message("skipped.other_device", {"devices": ", ".join(listed), "device": self.choice.kind})
        if self.choice.kind == "cuda" and not self.usable():
            return Message("skipped.no_device", {"device": str(self.choice)})
        return self.choice.kind

    def usable(self) -> bool:
        """Whether the device that was asked for is there and in service; asked once in a run."""
        if self._usable is None:
            there = [seen.device for seen in self.pool.survey()]
            index = self.choice.index
            if there and index is not None and index not in {device.index for device in there}:
                names = ", ".join(device.label for device in there)
                raise UsageError(f"there is no device cuda:{index}", f"this machine has: {names}")
            self._usable = self.pool.usable(index)
        return self._usable

    def fingerprint(self) -> str:
        """Everything about devices that a verdict may depend on: the choice, and what is there."""
        if self.choice.kind == "cpu":
            return "cpu"
        kinds = sorted({f"{seen.device.name}/{seen.device.driver}" for seen in self.pool.survey()})
        return f"{self.choice} of {', '.join(kinds) or 'nothing'}"

    def access(self, device: Device, cap_mib: int) -> Gpu:
        """What a sandbox is told about ``device``. Raises ``DeviceFault``."""
        toolkit = self.pool.layer.toolkit()
        refused = refusal(toolkit, allowed=self.allow_unpatched)
        return grant(device, cap_mib, toolkit=toolkit, no_containers=refused, root=self.root)

    @contextmanager
    def grader(self, exercise: Exercise, secret: bytes, open_sandbox: OpenSandbox) -> Iterator[GpuGrader]:
        """A warm grader of the hidden suite that computes on leased devices."""
        grader = GpuGrader(exercise, secret, self, open_sandbox)
        try:
            yield grader
        finally:
            grader.close()


class GpuGrader:
    """Grades one submission after another, each on a device that is leased for it alone. Not thread-safe.

    Sandboxes stay warm, one for each device that was used; the judge is the same for all of them.
    """

    def __init__(self, exercise: Exercise, secret: bytes, gpus: Gpus, open_sandbox: OpenSandbox) -> None:
        self._exercise, self._secret, self._gpus, self._open_sandbox = exercise, secret, gpus, open_sandbox
        self._sandboxes: dict[str, Sandbox] = {}
        self._grader: Grader | None = None
        self._last = ""
        self._proved = False

    @property
    def judge_pid(self) -> int:
        """Process id of the warm judge; 0 before there is one."""
        return self._grader.judge_pid if self._grader else 0

    def grade(self, submission: Submission, *, on_case: Callable[[int, int], None] | None = None) -> Report:
        """The report for one submission.

        Raises ``DeviceFault`` (a ``JudgeFault``) when no device got free, or when the device broke under it; the caller
        may try once more. ``SandboxUnavailable`` when CUDA does not start inside the sandbox at all.
        """
        try:
            with self._gpus.pool.lease(self._gpus.choice.index, prefer=self._last) as lease:
                self._last = lease.device.uuid
                return self._on(lease.device).grade(submission, on_case=on_case)
        except NoDevice as error:  # it was there when the run began: the others must not suffer
            raise DeviceFault(error.message, error.next_step) from None

    def _on(self, device: Device) -> Grader:
        """The grader, with candidates on ``device``."""
        sandbox = self._sandboxes.get(device.uuid) or self._start(device)
        if self._grader is None:
            self._grader = Grader(self._exercise, sandbox, suite="hidden", secret=self._secret, device="cuda")
        self._grader.sandbox = sandbox
        return self._grader

    def _start(self, device: Device) -> Sandbox:
        """A warm sandbox on ``device`` in which CUDA is known to start."""
        gpu = self._gpus.access(device, self._exercise.limits.vram_mib)
        sandbox = OnDevice(self._open_sandbox(sandbox_spec(self._exercise, gpu)))
        try:
            sandbox.open().finish()
        except JudgeFault as error:
            sandbox.close()
            if self._proved:
                raise
            step = "`autograde doctor` says what is missing; or grade with --device cpu"
            raise SandboxUnavailable(error.message, step) from None
        self._proved = True
        self._sandboxes[device.uuid] = sandbox
        return sandbox

    def close(self) -> None:
        """Stop judge and sandboxes. Idempotent; never raises."""
        if self._grader:
            self._grader.close()
        while self._sandboxes:
            _, sandbox = self._sandboxes.popitem()
            with suppress(JudgeFault):
                sandbox.close()


def asked_for(device: str, *, wait_seconds: float, allow_unpatched: bool = False) -> Gpus | None:
    """The devices that ``--device`` asks for, of this machine's driver; None for the CPU. Raises ``UsageError``."""
    choice = Choice.parse(device)
    if choice == CPU:
        return None
    return Gpus(choice, Pool(NvidiaLayer(), rules=Rules(wait_seconds=wait_seconds)), allow_unpatched)
