"""Who is measured: every contestant as a function that grades the work once and says what it cost and what it found."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import environments, meter, workload
from benchmarks.peers import gradescope_utils_, nbgrader_, otter_, pytest_plain, pytest_xdist, suite

PEERS: tuple[ModuleType, ...] = (pytest_plain, pytest_xdist, gradescope_utils_, nbgrader_, otter_)
TORCH_PEER = "pytest, torch"
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
CUT_SECONDS = 900.0


@dataclass(frozen=True, slots=True)
class Seen:
    """One measurement: ``count`` submissions, what they cost, and cases passed by name (None: no verdict at all)."""

    usage: meter.Usage
    count: int
    scores: dict[str, int | None] = field(default_factory=dict)

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds per submission."""
        return self.usage.cpu / self.count * 1e3

    @property
    def wall_ms(self) -> float:
        """Wall milliseconds per submission."""
        return self.usage.wall / self.count * 1e3


Measure = Callable[..., Seen]
"""``measure(workers=1, sample=False)``."""


# --- peers ----------------------------------------------------------------------------------


def peer(
    module: ModuleType,
    python: Path,
    work: dict[str, bytes],
    slug: str = "fifteen",
    *,
    workers: int = 1,
    sample: bool = False,
    seconds: float = CUT_SECONDS,
    extra: Callable[[Path, Path], list[list[str]]] | None = None,
) -> Seen:
    """Grade ``work`` with one peer. ``extra`` are more commands that belong to it (feedback)."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        names, shards = list(work), []
        for at in range(workers):
            own, share = folder / str(at), names[at::workers]
            own.mkdir()
            module.prepare(own, slug, {name: work[name] for name in share}, python)
            shards.append(module.commands(own, slug, share, python) + (extra(own, python) if extra else []))
        usage = meter.run(shards, suite.environment(python), seconds=seconds, sample=sample)
        scores: dict[str, int | None] = {}
        for at in range(workers):
            scores |= module.scores(folder / str(at), slug, names[at::workers], python)
        return Seen(usage, len(names), scores)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def pythons() -> dict[str, Path]:
    """Interpreters of the peers that can be installed here, by title; environments are made where missing."""
    found: dict[str, Path] = {}
    for module in PEERS:
        python = environments.python_of(module.__name__.rpartition(".")[2].rstrip("_"), module.PACKAGES)
        if python:
            found[module.TITLE] = python
    torch = environments.python_of("pytest_torch", (*pytest_plain.PACKAGES, "torch"))
    return found | ({TORCH_PEER: torch} if torch else {})


# --- ours, and the limit -----------------------------------------------------------------------


def limit(slug: str = "fifteen", *, rounds: int = 3, sample: bool = False) -> Seen:
    """The cases as plain calls in one warm process."""
    command = [sys.executable, "-m", "benchmarks.limit", "--slug", slug, "--rounds", str(rounds)]
    usage, said = meter.drive(command, _environment(), sample=sample)
    return Seen(usage, int(said))


def ours(
    *options: str,
    slug: str = "fifteen",
    rounds: int = 1,
    only: Sequence[str] = (),
    workers: int = 1,
    sample: bool = False,
    also: Sequence[Path] = (),
) -> Seen:
    """Warm graders of ours; ``options`` choose the sandbox."""
    import json

    command = [sys.executable, "-m", "benchmarks.ours", *options, f"--slug={slug}", f"--rounds={rounds}"]
    more = [f"--only={','.join(only)}", f"--workers={workers}"]
    usage, said = meter.drive([*command, *more], _environment(), also=also, sample=sample)
    scores: dict[str, int | None] = json.loads(said)
    return Seen(usage, rounds * len(scores), scores)


def whole_command(*, workers: int = 1, sample: bool = False) -> Seen:
    """``autograde grade`` on the twenty submissions from start to end, with its reports and pages."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder, work = Path(name), workload.sources()
        usage = meter.run(
            [[grade_command(write_cohort(folder, work), folder, workers)]], _environment(), seconds=900, sample=sample
        )
        return Seen(usage, len(work))


def grade_command(cohort: Path, folder: Path, workers: int) -> list[str]:
    """``autograde grade`` of a folder of students; what it writes goes below ``folder``."""
    secret = folder / "secret"
    secret.write_text("of no importance, but long enough to be one", encoding="utf-8")
    where = [f"--course={workload.COURSE}", f"--out={folder / 'out'}", f"--secret-file={secret}"]
    options = ["--exercise=fifteen", "--sandbox=process", f"--workers={workers}"]
    return [str(Path(sys.executable).with_name("autograde")), "grade", str(cohort), *where, *options]


def write_cohort(folder: Path, work: dict[str, bytes]) -> Path:
    """One folder per student."""
    for name, source in work.items():
        own = folder / "cohort" / name
        own.mkdir(parents=True)
        (own / "fifteen.py").write_bytes(source)
    return folder / "cohort"


def _environment() -> dict[str, str]:
    return os.environ | ONE_THREAD


environment = _environment


# --- containers -----------------------------------------------------------------------------


def containers(url: str, also: Sequence[Path]) -> dict[str, Measure]:
    """Our containers by title, as far as the engine at ``url`` has images and runtimes."""
    from grader.errors import SandboxUnavailable
    from grader.sandbox import image as images
    from grader.sandbox.engine import Engine

    try:
        engine = Engine(url)
        engine.image((images.name("numpy"),))
    except SandboxUnavailable as error:
        print(f"skipped: {error.message}")
        return {}
    runtimes = engine.info.get("Runtimes", {})
    engine.close()
    one: Measure = partial(one_container, url, also)
    kinds = {
        "docker, warm": ("--runtime=runc",),
        "docker, fresh": ("--runtime=runc", "--isolation=fresh"),
        "docker with gVisor, warm": ("--runtime=runsc",),
    }
    found: dict[str, Measure] = {ONE_CONTAINER: one}
    for title, options in kinds.items():
        if "runsc" not in options[0] or "runsc" in runtimes:
            found[title] = partial(ours, f"--engine={url}", *options, also=also)
    return found


ONE_CONTAINER = "docker run + import torch"
"""What a grader without anything warm pays before its first test."""
_IMPORT = "import sys; sys.path.append('/opt/packages'); import torch"


def one_container(url: str, also: Sequence[Path], **_more: Any) -> Seen:
    """Three containers, one after the other, that import torch and end."""
    from grader.sandbox import image as images
    from grader.sandbox.engine import Engine

    count = 3
    engine = Engine(url)
    api = engine._api  # noqa: SLF001 - the bare engine is what is measured
    host = api.create_host_config(network_mode="none", read_only=True, tmpfs={"/inside/scratch": ""})
    command = ["/python3", "-S", "-B", "-c", _IMPORT]
    with meter.group(also) as job:
        before, began = job.cpu(), time.perf_counter()
        for _ in range(count):
            image = engine.image((images.name("torch"),)).digest
            container = api.create_container(image, command=command, user="0:0", host_config=host)["Id"]
            api.start(container)
            api.wait(container, timeout=300)
            engine.remove(container)
        usage = meter.Usage(time.perf_counter() - began, job.cpu() - before)
    engine.close()
    return Seen(usage, count)
