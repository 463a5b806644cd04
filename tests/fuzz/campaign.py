"""The whole fuzzing campaign, with the counts that the project promises: ``make fuzz``.

Runs every target of ``tests.fuzz.drive`` in a process of its own, shows how far it is, and writes what was seen to
``out/fuzz/figures.json``. The exit code is 1 if anything was found; the input that did it is kept beside the
figures. Where atheris cannot be installed there is nothing to run, which is said and is no failure.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import platform
import re
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from tests.fuzz.report import FIELDS
from tests.fuzz.seeds import seeds

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "out" / "fuzz"
_STATUS = re.compile(r"^#(\d+)\s+\w+\s+cov: (\d+) ft: (\d+) corp: (\d+)")
_PEAK = re.compile(r"^stat::peak_rss_mb:\s+(\d+)")
NEWS_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Search:
    """One target: how many inputs in full, how many things one input holds, what they are, and the longest input."""

    target: str
    inputs: int
    each: int
    what: str
    length: int


SEARCHES = (
    Search("wire-to-judge", 1_000_000, 1, "frames", 2048),
    Search("wire-to-candidate", 1_000_000, 1, "frames", 2048),
    Search("intake", 100_000, 1, "archives, notebooks, sources and groups of names", 4096),
    Search("report", 100_000 // FIELDS, FIELDS, "strings", 1024),
    Search("comparator", 200_000, 1, "pairs of values", 512),
)


@dataclass(slots=True)
class Figures:
    """What one search came to. ``edges`` and ``features`` are libFuzzer's measures of coverage."""

    target: str
    what: str
    planned: int
    done: int = 0
    edges: int = 0
    features: int = 0
    corpus: int = 0
    peak_mib: int = 0
    seconds: float = 0.0
    found: str = ""


def main() -> int:
    """Run the campaign; see the module."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", choices=[search.target for search in SEARCHES], help="one target")
    parser.add_argument("--scale", type=float, default=1.0, help="so many times the full counts")
    parser.add_argument("--seed", type=int, default=20261121, help="of the random choices")
    options = parser.parse_args()
    if find_spec("atheris") is None:
        print("skipped: atheris is not installed (it has wheels for some versions of CPython on Linux only)")
        return 0
    OUT.mkdir(parents=True, exist_ok=True)
    chosen = [search for search in SEARCHES if options.only in (None, search.target)]
    figures = [_run(search, options.scale, options.seed) for search in chosen]
    _write(figures, options.seed)
    return int(any(one.found for one in figures))


def _run(search: Search, scale: float, seed: int) -> Figures:
    corpus = OUT / "corpus" / search.target
    corpus.mkdir(parents=True, exist_ok=True)
    for at, content in enumerate(seeds(search.target)):
        (corpus / f"seed-{at}").write_bytes(content)
    inputs = max(1, round(search.inputs * scale))
    figures = Figures(search.target, search.what, inputs * search.each)
    began = time.monotonic()
    command = [
        sys.executable, "-m", "tests.fuzz.drive", search.target, f"-runs={inputs}", f"-max_len={search.length}",
        f"-seed={seed}", "-len_control=0", "-timeout=30", "-rss_limit_mb=512", "-print_final_stats=1",
        f"-artifact_prefix={OUT}/{search.target}-", str(corpus),
    ]  # fmt: skip
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as running:
        assert running.stdout is not None
        said = _follow(running.stdout, search, figures)
    figures.seconds = round(time.monotonic() - began, 1)
    figures.done = min(figures.done, inputs) * search.each
    if running.returncode:
        at = next((at for at, line in enumerate(said) if "Uncaught" in line), -20)
        figures.found = "\n".join(said[at:])
    print(_line(figures), flush=True)
    return figures


def _follow(lines: Iterable[str], search: Search, figures: Figures) -> list[str]:
    """Read libFuzzer's news into ``figures``, say some of it, and return everything that was no news."""
    said, told = [], time.monotonic()
    for line in lines:
        if status := _STATUS.match(line):
            figures.done, figures.edges, figures.features, figures.corpus = map(int, status.groups())
            if time.monotonic() - told > NEWS_SECONDS:
                told = time.monotonic()
                print(f"  {search.target}: {figures.done * search.each:,} of {figures.planned:,}", flush=True)
        elif peak := _PEAK.match(line):
            figures.peak_mib = int(peak[1])
        else:
            said.append(line.rstrip())
    return said


def _line(figures: Figures) -> str:
    verdict = f"FOUND SOMETHING\n{figures.found}" if figures.found else "nothing found"
    return (
        f"{figures.target}: {figures.done:,} {figures.what} in {figures.seconds:.0f} s, {figures.edges} edges, "
        f"{figures.features} features, corpus {figures.corpus}, peak {figures.peak_mib} MiB: {verdict}"
    )


def _write(figures: list[Figures], seed: int) -> None:
    document = {
        "date": datetime.now(UTC).date().isoformat(),
        "command": "make fuzz",
        "seed": seed,
        "versions": {"python": platform.python_version(), "atheris": importlib.metadata.version("atheris")},
        "searches": [asdict(one) for one in figures],
    }
    path = OUT / "figures.json"
    path.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    print(f"figures: {path.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
