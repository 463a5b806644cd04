"""Everything, and the page about it: ``make bench``, or ``python -m benchmarks.run [--quick]``.

Measurements of all contestants are taken in turn (a b c a b c ...), and medians are shown, because machines are noisy.
What was measured goes to ``out/bench/seen.json``; ``benchmarks/results.md`` and its picture are made from that.
A peer that cannot be installed, or an engine that does not answer, is left out with a word.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks import contestants, engine, environments, growth, meter, page, workload
from benchmarks.contestants import Measure, Seen
from benchmarks.peers import nbgrader_, pytest_plain

OUT = environments.ROOT / "out" / "bench"
QUICK = ("s00", "s01", "s15", "s18", "s19")
LIMIT, PROCESS, WHOLE, TORCH, TRAINING = "limit", "process", "autograde grade", "process, torch", "process, training"
ALONE = "isolation alone"
LOOP_SECONDS = 30.0


def main() -> None:
    """Measure, write, print."""
    options = _options()
    began = time.perf_counter()
    document: dict[str, Any] = {"quick": options.quick, "facts": facts(), "versions": {"ours": _our_versions()}}
    pythons = {} if options.only == "ours" else contestants.pythons()
    document["versions"] |= _peer_versions(pythons)
    url = engine.address()
    with engine.counted(url) if url else _nothing() as also:
        boxes = contestants.containers(url, also) if url and options.only != "peers" else {}
        document["truth"] = {slug: workload.truth(slug) for slug in ("fifteen", "fifteen_torch", "training")}
        everyone = _ours(boxes, options) | _peers(pythons, quick=options.quick)
        document["runs"] = in_turn(everyone, options.rounds)
        document["two"] = in_turn(_two_workers(boxes, options), options.rounds)
        document["two"] |= in_turn(_peers_with_two(pythons, quick=options.quick), 1)
        document["loop"] = in_turn(_loops(boxes, pythons, options), 1)
    if options.only != "peers":
        document["growth"] = _growth(quick=options.quick)
        document["help_ms"] = _help_ms()
    document["minutes"] = round((time.perf_counter() - began) / 60, 1)
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "seen.json").write_text(json.dumps(document, indent=1), encoding="utf-8")
    text = page.write(document, options.write)
    print(text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="one round, five submissions per peer: under five minutes")
    parser.add_argument("--rounds", type=int, default=0, help="measurements of each contestant (3; with --quick 1)")
    parser.add_argument("--only", choices=("all", "ours", "peers"), default="all")
    parser.add_argument(
        "--write", type=Path, default=OUT, help="folder for results.md and results.svg (default out/bench)"
    )
    options = parser.parse_args()
    options.rounds = options.rounds or (1 if options.quick else 3)
    return options


def in_turn(everyone: dict[str, Measure], rounds: int) -> dict[str, list[dict[str, Any]]]:
    """``rounds`` measurements of everyone, a b c a b c; memory is sampled in the first. Who fails is left out."""
    seen: dict[str, list[dict[str, Any]]] = {name: [] for name in everyone}
    for number in range(rounds):
        for name, measure in everyone.items():
            try:
                found = measure(sample=number == 0)
            except (RuntimeError, OSError, subprocess.SubprocessError) as error:  # the others are still worth knowing
                print(f"  [{number + 1}/{rounds}] {name}: left out: {error}"[:300], flush=True)
                continue
            seen[name].append(_plain(found))
            cost = f"{found.cpu_ms:9.1f} ms CPU {found.wall_ms:9.1f} ms wall per submission"
            print(f"  [{number + 1}/{rounds}] {name:28s}{cost}", flush=True)
    return seen


def _plain(seen: Seen) -> dict[str, Any]:
    return {
        "cpu_ms": seen.cpu_ms,
        "wall_ms": seen.wall_ms,
        "peak_mib": seen.usage.peak_mib,
        "cut": seen.usage.cut,
        "seconds": seen.usage.wall,
        "scores": seen.scores,
    }


# --- who takes part ---------------------------------------------------------------------------


def _ours(boxes: dict[str, Measure], options: argparse.Namespace) -> dict[str, Measure]:
    """The limits, ``process`` (once with what the limit does, for the ratio; once with all twenty), containers."""
    if options.only == "peers":
        return {}
    rounds = 1 if options.quick else 3
    ordinary = {slug: workload.ordinary(slug) for slug in ("fifteen", "fifteen_torch", "training")}
    everyone: dict[str, Measure] = {
        LIMIT: partial(contestants.limit, rounds=rounds),
        f"{PROCESS}, as the limit": partial(contestants.ours, only=ordinary["fifteen"], rounds=rounds),
        PROCESS: partial(contestants.ours, rounds=rounds),
        WHOLE: contestants.whole_command,
        f"{LIMIT}, torch": partial(contestants.limit, "fifteen_torch", rounds=rounds),
        f"{TORCH}, as the limit": partial(
            contestants.ours, slug="fifteen_torch", only=ordinary["fifteen_torch"], rounds=rounds
        ),
        TORCH: partial(contestants.ours, slug="fifteen_torch", rounds=rounds),
        ALONE: partial(contestants.ours, slug="nothing", only=workload.ordinary("nothing"), rounds=rounds),
        f"{ALONE}, torch": partial(
            contestants.ours, slug="nothing_torch", only=workload.ordinary("nothing_torch"), rounds=rounds
        ),
        f"{LIMIT}, training": partial(contestants.limit, "training", rounds=1),
        f"{TRAINING}, as the limit": partial(contestants.ours, slug="training", only=ordinary["training"]),
    }
    for title, measure in boxes.items():
        ours = measure if title == contestants.ONE_CONTAINER or "fresh" in title else partial(measure, rounds=rounds)
        everyone[title] = ours
        if title != contestants.ONE_CONTAINER:
            everyone[f"{title}, torch"] = partial(ours, slug="fifteen_torch")
    return everyone


def _work(slug: str, *, quick: bool) -> dict[str, bytes]:
    return {name: source for name, source in workload.sources(slug).items() if not quick or name in QUICK}


def _peers(pythons: dict[str, Path], *, quick: bool) -> dict[str, Measure]:
    work = _work("fifteen", quick=quick)
    everyone: dict[str, Measure] = {
        module.TITLE: partial(contestants.peer, module, pythons[module.TITLE], work)
        for module in contestants.PEERS
        if module.TITLE in pythons
    }
    if nbgrader_.TITLE in pythons:
        both = partial(contestants.peer, nbgrader_, pythons[nbgrader_.TITLE], work, extra=nbgrader_.feedback)
        everyone["nbgrader with feedback"] = both
    if contestants.TORCH_PEER in pythons:
        few = _work("fifteen_torch", quick=True)
        torch = partial(contestants.peer, pytest_plain, pythons[contestants.TORCH_PEER], few, "fifteen_torch")
        everyone[contestants.TORCH_PEER] = torch
    return everyone


def _two_workers(boxes: dict[str, Measure], options: argparse.Namespace) -> dict[str, Measure]:
    """Ours with two at once; with one in turn, for the ratio."""
    everyone: dict[str, Measure] = {}
    if options.only == "peers":
        return everyone
    rounds = 2 if options.quick else 6
    for workers in (1, 2):
        everyone[f"{PROCESS} x{workers}"] = partial(contestants.ours, rounds=rounds, workers=workers)
    for title in boxes.keys() & {"docker, warm", "docker with gVisor, warm"}:
        everyone[f"{title} x2"] = partial(boxes[title], rounds=rounds, workers=2)
    everyone[f"{TORCH} x2"] = partial(contestants.ours, slug="fifteen_torch", rounds=rounds, workers=2)
    everyone[f"{WHOLE} x2"] = partial(contestants.whole_command, workers=2)
    return everyone


def _peers_with_two(pythons: dict[str, Path], *, quick: bool) -> dict[str, Measure]:
    """The peers with two at once."""
    everyone = _peers(pythons, quick=quick)
    return {f"{title} x2": partial(one, workers=2) for title, one in everyone.items() if "feedback" not in title}


def _loops(boxes: dict[str, Measure], pythons: dict[str, Path], options: argparse.Namespace) -> dict[str, Measure]:
    """One submission that never ends; whoever has no deadline of its own is ended after ``LOOP_SECONDS``."""
    patience = LOOP_SECONDS / 3 if options.quick else LOOP_SECONDS
    everyone: dict[str, Measure] = {}
    if options.only != "peers":
        everyone[PROCESS] = partial(contestants.ours, only=["loop"])
    everyone |= {title: partial(boxes[title], only=["loop"]) for title in boxes if title == "docker, warm"}
    for module in contestants.PEERS:
        if module.TITLE in pythons:
            seconds = 4 * LOOP_SECONDS if module is nbgrader_ else patience  # it has a deadline of 30 s per cell
            everyone[module.TITLE] = partial(
                contestants.peer, module, pythons[module.TITLE], workload.endless(), seconds=seconds
            )
    return everyone


def _growth(*, quick: bool) -> dict[str, Any]:
    sizes = (10, 60) if quick else (10, 100, 1000)
    grown = growth.cohorts(sizes)
    print(f"  cohorts: {grown.cpu}", flush=True)
    marginal = {f"{few} to {many}": grown.marginal_ms(few, many) for few, many in pairwise(sizes)}
    queued = growth.queue(1000 if quick else 10_000, 100 if quick else 600)
    print(f"  queue: {queued}", flush=True)
    return {
        "cpu": grown.cpu,
        "marginal_ms": marginal,
        "queued": queued.queued,
        "mib_by_graded": queued.mib_by_graded,
    }


def _help_ms() -> float:
    command = [str(Path(sys.executable).with_name("autograde")), "--help"]
    seen = [meter.run([[command]], contestants.environment(), seconds=60).cpu for _ in range(5)]
    return sorted(seen)[2] * 1e3


# --- what it ran on -----------------------------------------------------------------------------


def facts() -> dict[str, Any]:
    """The machine, without a name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "memory_gib": round(memory),
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "machine": platform.machine(),
        "load_before": round(os.getloadavg()[0], 1),
        "cpu_by": "control group" if meter.parent() else "children that were waited for",
        "commit": _commit(),
    }


def _commit() -> str:
    command = ["git", "-C", str(environments.ROOT), "describe", "--always", "--dirty"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _our_versions() -> dict[str, str]:
    return {"python": platform.python_version()} | {name: version(name) for name in ("numpy", "pytest", "torch")}


def _peer_versions(pythons: dict[str, Path]) -> dict[str, dict[str, str]]:
    listed = {module.TITLE: module.PACKAGES for module in contestants.PEERS}
    listed[contestants.TORCH_PEER] = (*pytest_plain.PACKAGES, "torch")
    return {title: environments.versions(python, listed[title]) for title, python in pythons.items()}


@contextmanager
def _nothing() -> Iterator[tuple[Path, ...]]:
    yield ()


if __name__ == "__main__":
    main()
