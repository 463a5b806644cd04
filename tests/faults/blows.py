"""Kills at random points of a batch: who, when, and the run that has to put everything right afterwards.

What the lab's tests of kills share, whatever the boundary. It never judges what a submission is worth.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from tests.faults.conftest import Ended, Lab, finished, kill, named

CONTROLLER = "controller"
PARTS = {"judge": "grader.judge.server", "zygote": "grader.candidate import zygote"}
"""Command lines of what a controller starts on this machine."""
STARTING_SECONDS = 0.8
"""How long a run may be on its way before its first report: a kill before that falls anywhere into it."""
PAUSE_SECONDS = 0.04

Strike = Callable[[subprocess.Popen[str], str], bool]


def strike_part(process: subprocess.Popen[str], victim: str) -> bool:
    """``kill -9`` of a part of a running controller; False if it had none at that moment."""
    for pid in named(process.pid, PARTS[victim])[:1]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            return True
    return False


@dataclass
class Campaign:
    """Kills of random victims at random points, batch after batch; ``counts`` are those that hit something alive."""

    victims: Sequence[str]
    chance: random.Random
    strike: Strike = strike_part
    stride: int = 10
    counts: Counter[str] = field(default_factory=Counter)
    resumed: list[float] = field(default_factory=list)

    @property
    def points(self) -> int:
        """How many kills there were so far."""
        return self.counts.total()

    def batch(self, lab: Lab, points: int, *more: str) -> Ended:
        """Start the command again and again until ``points`` kills have hit it or all is graded; then its last run."""
        process: subprocess.Popen[str] | None = None
        goal = self.points + points
        while self.points < goal:
            process = process or lab.start(*more)
            running = self._wait(process)
            victim = self.chance.choice(self.victims)
            alive = process.poll() is None
            if victim == CONTROLLER:
                kill(process)
                process = None
                self.counts[victim] += alive
            elif alive:
                self.counts[victim] += self.strike(process, victim)
            if not running:
                break
        if process:
            process.communicate()
        began = time.monotonic()
        ended = lab.run(*more)
        self.resumed.append(time.monotonic() - began)
        return ended

    def _wait(self, process: subprocess.Popen[str]) -> bool:
        """Let a few reports pass and a moment more; False if the run ended meanwhile."""
        reports = self.chance.randrange(self.stride)
        running = finished(process, reports)
        time.sleep(self.chance.random() * (PAUSE_SECONDS if reports else STARTING_SECONDS))
        return running
