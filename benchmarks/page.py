"""Makes ``results.md`` and ``results.svg`` out of what was seen; measures nothing."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

Runs = dict[str, list[dict[str, Any]]]
_RUN = "docker run + import torch"
ROWS = (
    ("limit", "the limit: plain calls in one warm process", "none"),
    ("process", "autograde, process sandbox", "namespaces, Landlock, seccomp"),
    ("autograde grade", "autograde, whole command with reports", "the same"),
    ("docker, warm", "autograde, docker, warm", "container"),
    ("docker, fresh", "autograde, docker, a fresh container each", "container each"),
    ("docker with gVisor, warm", "autograde, docker with gVisor", "container with its own kernel"),
    ("gradescope-utils", "gradescope-utils", "none here (a container there)"),
    ("pytest", "pytest, one process each", "none"),
    ("pytest-xdist -n 2", "pytest-xdist, two workers each", "none"),
    ("nbgrader", "nbgrader autograde", "none"),
    ("nbgrader with feedback", "nbgrader autograde and feedback", "none"),
    ("otter run", "otter run", "none"),
    ("limit, torch", "PyTorch: the limit", "none"),
    ("process, torch", "PyTorch: autograde, process sandbox", "namespaces, Landlock, seccomp"),
    ("docker, warm, torch", "PyTorch: autograde, docker, warm", "container"),
    ("docker, fresh, torch", "PyTorch: autograde, docker, a fresh container each", "container each"),
    ("docker with gVisor, warm, torch", "PyTorch: autograde, docker with gVisor", "container with its own kernel"),
    ("pytest, torch", "PyTorch: pytest, one process each", "none"),
    (_RUN, "PyTorch: one `docker run` that imports it, no test", "container each"),
    ("limit, training", "training: the limit", "none"),
    ("process, training, as the limit", "training: autograde, process sandbox", "namespaces, Landlock, seccomp"),
)


AIMS = (
    ("NumPy suite in `process`, CPU, against its limit", "process, as the limit", "limit", "cpu_ms", 2.0, True),
    ("PyTorch suite, the same", "process, torch, as the limit", "limit, torch", "cpu_ms", 2.0, True),
    ("training suite, the same", "process, training, as the limit", "limit, training", "cpu_ms", 2.0, True),
    ("docker, warm, CPU, against `process`", "docker, warm", "process", "cpu_ms", 1.3, True),
    (
        "docker with gVisor, warm, time, against docker, warm",
        "docker with gVisor, warm",
        "docker, warm",
        "wall_ms",
        2.0,
        True,
    ),
    (
        "`docker run` that imports torch, time, against docker, warm",
        _RUN,
        "docker, warm, torch",
        "wall_ms",
        20.0,
        False,
    ),
    ("the same, against docker, a fresh container each", _RUN, "docker, fresh, torch", "wall_ms", 1.5, False),
    ("submissions per minute in `process`, against nbgrader", "nbgrader", "process", "wall_ms", 100.0, False),
    ("the same, against otter run", "otter run", "process", "wall_ms", 100.0, False),
    ("PyTorch: the same, against pytest", "pytest, torch", "process, torch", "wall_ms", 20.0, False),
    ("two workers, against one", "process x1", "process x2", "wall_ms", 1.8, False),
)
"""Name, the slower, the faster, what is compared, the aim, and whether it is an upper bound."""


def write(document: dict[str, Any], folder: Path) -> str:
    """Write both files into ``folder``; gives the text of the page."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "\n".join(_lines(document)) + "\n"
    (folder / "results.md").write_text(text, encoding="utf-8")
    (folder / "results.svg").write_text(plot(document["runs"]), encoding="utf-8")
    return text


def _lines(document: dict[str, Any]) -> Iterator[str]:
    facts, quick = document["facts"], document["quick"]
    yield "# Results of the benchmarks"
    yield ""
    yield (
        f"Measured on {facts['date']} with `make bench{' BENCH_ARGS=--quick' if quick else ''}` at"
        f" `{facts['commit']}`, in {document['minutes']} minutes:"
        f" {facts['system']} on {facts['machine']}, {facts['cores']} cores,"
        f" {facts['memory_gib']} GiB, load before {facts['load_before']}. CPU is that of all processes, by"
        f" {facts['cpu_by']}. Medians of measurements taken in turn."
    )
    if quick:
        yield "\nA quick run: one measurement each and five submissions per peer. Not for quoting."
    yield ""
    yield "![CPU per submission, logarithmic](results.svg)"
    yield ""
    yield from _table(document)
    yield from _bars(document)
    yield from _growth(document.get("growth"))
    yield from _versions(document["versions"])


def _table(document: dict[str, Any]) -> Iterator[str]:
    yield "| | isolation | CPU, ms | wall, ms | per minute | with 2 workers | peak, MiB | right | an endless loop |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|---|"
    for key, title, isolation in ROWS:
        runs = document["runs"].get(key)
        if runs:
            wall = median(runs, "wall_ms")
            two = _two(document["two"], key)
            cells = [f"{median(runs, 'cpu_ms'):.1f}", f"{wall:.1f}", f"{60_000 / wall:,.0f}", two, _peak(runs)]
            rest = [
                _right(runs[0]["scores"], _truth(document["truth"], key)),
                _loop(document["loop"].get(key), document),
            ]
            yield f"| {title} | {isolation} | " + " | ".join([*cells, *rest]) + " |"
    yield ""
    yield (
        "Per submission. *Right*: submissions whose number of passed cases is the true one, found by calling each case"
        " alone in a process of its own; *no verdict*: nothing was written about them. The rows of autograde but the"
        " whole command leave out start-up, which a cohort pays once; peers have no warm state to leave out. With"
        " containers, CPU and memory are those of the engine as well."
    )


def median(runs: Sequence[dict[str, Any]], key: str) -> float:
    """The median of one figure."""
    return float(statistics.median(run[key] for run in runs))


def _two(two: Runs, key: str) -> str:
    runs = two.get(f"{key} x2")
    return f"{60_000 / median(runs, 'wall_ms'):,.0f}" if runs else "–"


def _peak(runs: Sequence[dict[str, Any]]) -> str:
    peak = max(run["peak_mib"] for run in runs)
    return f"{peak:,.0f}" if peak else "–"


def _truth(truths: dict[str, dict[str, int]], key: str) -> dict[str, int]:
    return truths["fifteen_torch" if "torch" in key else "training" if "training" in key else "fifteen"]


def _right(scores: dict[str, int | None], truth: dict[str, int]) -> str:
    if not scores:
        return "–"
    right = sum(truth.get(name) == score for name, score in scores.items())
    none = sum(score is None for score in scores.values())
    return f"{right} of {len(scores)}" + (f", {none} no verdict" if none else "")


def _loop(runs: list[dict[str, Any]] | None, document: dict[str, Any]) -> str:
    if not runs:
        return "–"
    run, score = runs[0], runs[0]["scores"].get("loop")
    true = document["truth"]["fifteen"]["s19"]  # three cases lost, as for the one that ends its process
    if run["cut"]:
        return f"did not end within {run['seconds']:.0f} s"
    said = "no verdict" if score is None else "right" if score == true else f"{score} instead of {true} cases"
    return f"{said}, {run['seconds']:.1f} s"


# --- bars ------------------------------------------------------------------------------------


def _bars(document: dict[str, Any]) -> Iterator[str]:
    yield from ("", "## What was aimed at", "", "| | measured | aim | |", "|---|--:|--:|---|")
    for name, value, aim, at_most in _ratios(document):
        held = value <= aim if at_most else value >= aim
        word = "at most" if at_most else "at least"
        yield f"| {name} | {value:.2f} | {word} {aim:g} | {'' if held else '**missed**'} |"
    floor = list(_floor(document["runs"]))
    if floor:
        yield from ("", "Isolation alone:", "", *floor)


def _floor(runs: Runs) -> Iterator[str]:
    """What no grader can go below that starts a confined process for each submission."""
    for name, limit, alone in (
        ("NumPy", "limit", "isolation alone"),
        ("PyTorch", "limit, torch", "isolation alone, torch"),
    ):
        if runs.get(limit) and runs.get(alone):
            cost, own = median(runs[limit], "cpu_ms"), median(runs[alone], "cpu_ms")
            yield (
                f"- {name}: a submission of one empty function with one case costs {own:.1f} ms of CPU (fork,"
                f" confinement, reading the file, report, end). With the limit's {cost:.1f} ms that is"
                f" {(cost + own) / cost:.2f} times the limit before an array has crossed."
            )


def _ratios(document: dict[str, Any]) -> Iterator[tuple[str, float, float, bool]]:
    """What is aimed at: name, measured, aim, and whether the aim is an upper bound."""
    for name, above, below, key, aim, at_most in AIMS:
        runs = document["two"] if above.endswith(("x1", "x2")) else document["runs"]
        if runs.get(above) and runs.get(below):
            pairs = zip(runs[above], runs[below], strict=False)
            yield name, statistics.median(a[key] / b[key] for a, b in pairs), aim, at_most
    growth = document.get("growth")
    if growth and len(growth["marginal_ms"]) > 1:
        yield (
            "CPU of a further submission, last step of the cohorts below against the first",
            _grown(growth),
            1.05,
            True,
        )
    if growth:
        yield f"controller with {growth['queued']:,} queued, MiB", max(growth["mib_by_graded"].values()), 300.0, True


def _grown(growth: dict[str, Any]) -> float:
    steps = list(growth["marginal_ms"].values())
    return float(steps[-1] / steps[0])


def _growth(growth: dict[str, Any] | None) -> Iterator[str]:
    if not growth:
        return
    yield from ("", "## Growth", "", "`autograde grade` with one worker, whole runs.", "")
    yield from ("| submissions | CPU, s | each, ms |", "|--:|--:|--:|")
    for size, seconds in growth["cpu"].items():
        yield f"| {int(size):,} | {seconds:.1f} | {seconds / int(size) * 1e3:.1f} |"
    steps = "; ".join(f"from {step}: {ms:.1f} ms" for step, ms in growth["marginal_ms"].items())
    yield from ("", f"Each further submission: {steps}.", "")
    graded = sorted((int(count), mib) for count, mib in growth["mib_by_graded"].items())
    (first, low), (last, high) = graded[0], graded[-1]
    yield (
        f"The controller with {growth['queued']:,} submissions queued: {low:.0f} MiB after {first} graded,"
        f" {high:.0f} MiB after {last}."
    )


def _versions(versions: dict[str, dict[str, str]]) -> Iterator[str]:
    yield from ("", "## Versions", "")
    for title, found in versions.items():
        yield f"- {title}: " + ", ".join(f"{name} {value}" for name, value in found.items())


# --- the picture -------------------------------------------------------------------------------

_LEFT, _WIDTH, _ROW = 330, 430, 22
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#24292f}.us{fill:#1a7f64}.them{fill:#8c959f}"
    "line{stroke:#8c959f;stroke-opacity:.4}@media(prefers-color-scheme:dark){text{fill:#e6edf3}}"
)


def plot(runs: Runs) -> str:
    """CPU per submission as bars on a logarithmic axis; readable on light and on dark ground."""
    bars = [(title, median(runs[key], "cpu_ms"), "autograde" in title) for key, title, _ in ROWS if runs.get(key)]
    high = max((value for _, value, _ in bars), default=10.0)
    decades = math.ceil(math.log10(high))
    height = _ROW * len(bars) + 46

    def x(value: float) -> float:
        return _LEFT + _WIDTH * max(0.0, math.log10(max(value, 1.0))) / decades

    size = f'width="{_LEFT + _WIDTH + 90}" height="{height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="CPU milliseconds per submission">'
    parts = [head, f"<style>{_STYLE}</style>"]
    for power in range(decades + 1):
        at = x(10.0**power)
        parts.append(f'<line x1="{at:.1f}" x2="{at:.1f}" y1="6" y2="{height - 36}"/>')
        parts.append(f'<text x="{at:.1f}" y="{height - 20}" text-anchor="middle">{10**power:,}</text>')
    for row, (title, value, own) in enumerate(bars):
        y = 8 + row * _ROW
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 13}" text-anchor="end">{escape(title.replace("`", ""))}</text>')
        width, kind = max(1.0, x(value) - _LEFT), "us" if own else "them"
        parts.append(f'<rect class="{kind}" x="{_LEFT}" y="{y}" width="{width:.1f}" height="16" rx="2"/>')
        parts.append(f'<text x="{_LEFT + width + 6:.1f}" y="{y + 13}">{value:,.1f}</text>')
    parts.append(f'<text x="{_LEFT + _WIDTH / 2}" y="{height - 4}" text-anchor="middle">CPU, ms per submission</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
