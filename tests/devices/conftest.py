"""A pool over scripted devices, whose clock moves only when somebody sleeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from grader.devices.fake import FakeLayer, fake_device
from grader.devices.model import Rules
from grader.devices.pool import Pool

RULES = Rules(wait_seconds=5.0, poll_seconds=0.5, settle_seconds=2.0, slack_mib=64, idle_mib=1024)


@dataclass(slots=True)
class Clock:
    """Time as the pool sees it; ``passing`` is called with the time after every sleep."""

    now: float = 0.0
    passing: Callable[[float], None] = field(default=lambda _: None)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.passing(self.now)


@dataclass(slots=True)
class Machine:
    """Two devices, and pools of as many controllers as a test wants."""

    folder: Path
    layer: FakeLayer
    clock: Clock = field(default_factory=Clock)

    def pool(self) -> Pool:
        return Pool(self.layer, folder=self.folder, rules=RULES, clock=self.clock, sleep=self.clock.sleep)

    def uuid(self, index: int) -> str:
        return fake_device(index).uuid

    def states(self) -> dict[str, str]:
        return {seen.device.label: seen.state for seen in self.pool().survey()}


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path, FakeLayer([fake_device(0), fake_device(1)]))
