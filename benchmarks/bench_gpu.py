"""What a GPU costs per submission: asking, scrubbing, starting CUDA, and the same exercise on the CPU beside it.

    python benchmarks/bench_gpu.py [--sandbox process|docker] [--rounds N]

Prints a table for benchmarks/gpu.md. Without a GPU it says so and measures nothing.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from autograde.gpus import Gpus, asked_for
from autograde.grading import Policy
from grader import catalog
from grader.devices.session import OnDevice
from grader.model import Submission
from grader.pipeline import open_grader, sandbox_spec

SECRET = b"of the benchmarks"


def seconds(action: Callable[[], object], rounds: int) -> str:
    """Median and range of ``rounds`` runs, in seconds; the first one warms up and does not count."""
    action()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return f"{statistics.median(times):.3f} ({min(times):.3f} to {max(times):.3f})"


def main() -> int:
    """Measure, print, and end with 0 whether or not there is a device."""
    parser = argparse.ArgumentParser(description="What a GPU costs per submission.")
    parser.add_argument("--sandbox", choices=("process", "docker"), default="process")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    gpus = asked_for("cuda", wait_seconds=60.0)
    if gpus is None or not gpus.pool.survey():
        print("no NVIDIA GPU here: nothing was measured")
        return 0
    measure(gpus, Policy(options.sandbox, gpus=gpus), options.rounds)
    return 0


def measure(gpus: Gpus, policy: Policy, rounds: int) -> None:
    """Print one table, of medians and ranges in seconds."""
    exercise = catalog.find_course(None, Path(__file__).parent.parent).get("batchnorm-torch")
    name, source = exercise.filename, catalog.reference_source(exercise)
    submission = Submission("reference", name, {name: source}, "0" * 64)

    def row(what: str, action: Callable[[], object]) -> None:
        print(f"| {what} | {seconds(action, rounds)} |", flush=True)

    with gpus.pool.lease() as lease:
        device = lease.device
        gpu = gpus.access(device, exercise.limits.vram_mib)
        place = f"{device.name}, driver {device.driver}, kernel {platform.release()}, {policy.backend}"
        print(f"{datetime.now(UTC):%Y-%m-%d}, {place}\n\n| what | seconds: median (range) |\n|---|---|")
        row("ask nvidia-smi for devices and their processes", lambda: ask(gpus, device.uuid))
        row("scrub the device", lambda: gpus.pool.layer.scrub(device))
        with closing(OnDevice(policy.open_sandbox(sandbox_spec(exercise, gpu)))) as on_device:
            row("a candidate that has started CUDA, and its end", lambda: on_device.open().finish())
    with gpus.grader(exercise, SECRET, policy.open_sandbox) as on_gpu:
        row(f"{exercise.slug} on cuda: lease, grade, check, scrub", lambda: on_gpu.grade(submission))
    with (
        closing(policy.open_sandbox(sandbox_spec(exercise))) as sandbox,
        open_grader(exercise, sandbox, secret=SECRET) as on_cpu,
    ):
        row(f"{exercise.slug} on cpu", lambda: on_cpu.grade(submission))


def ask(gpus: Gpus, uuid: str) -> None:
    """What is asked before and after each job."""
    gpus.pool.layer.devices()
    gpus.pool.layer.holders(uuid)


if __name__ == "__main__":
    sys.exit(main())
