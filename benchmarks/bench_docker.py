"""Containers against the ``process`` sandbox, and against one ``docker run`` per submission, as ratios of one run.

Run: ``python benchmarks/bench_docker.py [--pairs 3]`` where an engine answers (AUTOGRADE_DOCKER_HOST or DOCKER_HOST)
and has our images. The work is that of ``bench_grading``: 20 submissions to a 15-case suite, 18 of which end by
themselves.
Measurements of one kind are taken in turn with those of the others; medians are printed.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import workload

from grader.errors import SandboxUnavailable
from grader.pipeline import open_grader, sandbox_spec
from grader.sandbox import image as images
from grader.sandbox.base import Sandbox, SandboxSpec
from grader.sandbox.docker import DockerOptions, DockerSandbox, Isolation
from grader.sandbox.engine import DEFAULT_ENGINE, Engine
from grader.sandbox.process import ProcessSandbox

TORCH = ("numpy", "torch")
_IMPORT = "import sys; sys.path.append('/opt/packages'); import torch"


def per_submission(sandbox: Sandbox, rounds: int) -> float:
    """Wall seconds per submission through a warm judge; start-up is not counted."""
    work = workload.submissions()[:18]
    with open_grader(workload.exercise(), sandbox, secret=b"bench") as grader:
        grader.grade(work[0])
        began = time.perf_counter()
        for _ in range(rounds):
            for submission in work:
                grader.grade(submission)
        return (time.perf_counter() - began) / (rounds * len(work))


def measured(start: Callable[[SandboxSpec], Sandbox], rounds: int) -> float:
    """Seconds per submission in a sandbox that is started for this and closed afterwards."""
    sandbox = start(sandbox_spec(workload.exercise()))
    try:
        return per_submission(sandbox, rounds)
    finally:
        sandbox.close()


def container_run(engine: Engine, runtime: str) -> float:
    """Seconds of one container that imports torch and ends, as a grader without anything warm would need."""
    api = engine._api  # noqa: SLF001 - the bare engine is what is measured
    image = engine.image((images.name("torch"),))
    host = api.create_host_config(network_mode="none", read_only=True, tmpfs={"/inside/scratch": ""}, runtime=runtime)
    began = time.perf_counter()
    container = api.create_container(
        image.digest, command=["/python3", "-S", "-B", "-c", _IMPORT], user="0:0", host_config=host
    )["Id"]
    api.start(container)
    api.wait(container, timeout=120)
    seconds = time.perf_counter() - began
    engine.remove(container)
    return seconds


def torch_submissions(options: DockerOptions, count: int) -> float:
    """Wall seconds per submission of the same work in containers that hold torch."""
    spec = dataclasses.replace(sandbox_spec(workload.exercise()), modules=TORCH)
    with DockerSandbox(spec, options) as sandbox, open_grader(workload.exercise(), sandbox, secret=b"bench") as grader:
        work = (workload.submissions()[:18] * (count // 18 + 1))[: count + 1]
        grader.grade(work[0])
        began = time.perf_counter()
        for submission in work[1:]:
            grader.grade(submission)
        return (time.perf_counter() - began) / count


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=3, help="measurements of each kind, taken in turn")
    parser.add_argument("--rounds", type=int, default=2, help="rounds of 18 submissions per measurement")
    arguments = parser.parse_args()
    url = os.environ.get("AUTOGRADE_DOCKER_HOST") or os.environ.get("DOCKER_HOST") or DEFAULT_ENGINE
    try:
        engine = Engine(url)
        engine.image((images.name("torch"),))
    except SandboxUnavailable as error:
        print(f"skipped: {error.message}")
        return

    def docker(runtime: str, isolation: Isolation = "warm") -> Callable[[SandboxSpec], Sandbox]:
        return lambda spec: DockerSandbox(spec, DockerOptions(url, runtime, isolation))

    kinds: dict[str, Callable[[], float]] = {
        "process, warm": lambda: measured(ProcessSandbox, arguments.rounds),
        "runc, warm": lambda: measured(docker("runc"), arguments.rounds),
        "runc, fresh": lambda: measured(docker("runc", "fresh"), 1),
        "runc, warm, torch loaded": lambda: torch_submissions(DockerOptions(url, "runc"), 18),
        "runc, fresh, torch loaded": lambda: torch_submissions(DockerOptions(url, "runc", "fresh"), 8),
        "docker run + import torch": lambda: container_run(engine, "runc"),
    }
    if "runsc" in engine.info.get("Runtimes", {}):
        kinds["gVisor, warm"] = lambda: measured(docker("runsc"), arguments.rounds)
        kinds["docker run + import torch, gVisor"] = lambda: container_run(engine, "runsc")
    seen: dict[str, list[float]] = {name: [] for name in kinds}
    for _ in range(arguments.pairs):
        for name, measure in kinds.items():
            seen[name].append(measure())
    for name, values in seen.items():
        print(f"{name:36s}{statistics.median(values) * 1e3:9.1f} ms per submission")
    for above, below in (
        ("runc, warm", "process, warm"),
        ("gVisor, warm", "runc, warm"),
        ("docker run + import torch", "runc, warm, torch loaded"),
        ("docker run + import torch", "runc, fresh, torch loaded"),
    ):
        if above in seen:
            pairs = zip(seen[above], seen[below], strict=True)
            print(f"{above} / {below}: {statistics.median(a / b for a, b in pairs):.2f}")
    engine.close()


if __name__ == "__main__":
    main()
