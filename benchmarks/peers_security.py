"""The same attacks against other graders and ours, side by side: ``python -m benchmarks.peers_security``.

Every cell is measured. Peers run submissions in the open, so here they run in namespaces without a network, with
every file system read-only but a throw-away folder, and with limits on memory and processes (``guard.sh``); that needs
root. What an attack reaches within that is its own business: nothing of it is kept. Ours runs as it always does.
Writes ``out/bench/security.json`` and prints the table that ``docs/security.md`` shows.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from benchmarks import environments, workload
from benchmarks.peers import gradescope_utils_, nbgrader_, otter_, pytest_plain, suite
from grader.model import Report, Verdict
from grader.pipeline import open_grader, sandbox_spec
from grader.sandbox.process import ProcessSandbox

ATTACKS = Path(__file__).with_name("attacks")
GUARD = Path(__file__).with_name("guard.sh")
PEERS: tuple[ModuleType, ...] = (pytest_plain, gradescope_utils_, nbgrader_, otter_)
OURS = "autograde"
SECONDS = 60.0
PATIENCE = {nbgrader_.TITLE: 240.0}  # it has a deadline of 30 s for every cell
MEMORY_BYTES, PROCESSES = 3 << 30, 150
PORT = 4711
CANARY = "canary-5f0c1d"
ATTACKER, NEIGHBOUR = "mallory", "honest"


@dataclass(slots=True)
class Cell:
    """What one grader did with one attack: cases passed (None: no verdict), how the command ended, traces found."""

    score: int | None = None
    neighbour: int | None = None
    status: int | None = None
    seconds: float = 0.0
    traces: dict[str, str] = field(default_factory=dict)


# --- peers behind a guard ------------------------------------------------------------------------


@contextmanager
def limited(name: str) -> Iterator[list[Path]]:
    """Control groups that bound memory and processes of what joins them. Raises ``OSError`` where none can be made."""
    made: list[Path] = []
    limits = (("memory", "memory.limit_in_bytes", MEMORY_BYTES), ("pids", "pids.max", PROCESSES))
    try:
        for controller, file, bound in limits:
            folder = Path("/sys/fs/cgroup") / controller / name
            folder.mkdir()
            made.append(folder)
            (folder / file).write_text(str(bound), encoding="ascii")
        yield made
    finally:
        for folder in made:
            _emptied(folder)


def _emptied(folder: Path) -> None:
    for _ in range(100):
        for pid in (folder / "cgroup.procs").read_text(encoding="ascii").split():
            with suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)
        with suppress(OSError):
            folder.rmdir()
            return
        time.sleep(0.1)


def guarded(folder: Path, python: Path, command: list[str], patience: float) -> tuple[int | None, float]:
    """Exit status (None: cut after ``patience`` seconds) and seconds of ``command`` behind the guard."""
    with limited(f"bench-{os.getpid()}") as groups:
        join = "".join(f"echo $$ > {group}/cgroup.procs; " for group in groups)
        apart = ["unshare", "--mount", "--pid", "--net", "--ipc", "--uts", "--fork", "--kill-child"]
        guard = [*apart, "sh", str(GUARD), str(folder), str(PORT), str(python), *command]
        env = suite.environment(python) | {"GRADER_TOKEN": CANARY}
        began = time.monotonic()
        process = subprocess.Popen(
            ["/bin/sh", "-c", f'{join}exec "$@"', "sh", *guard],
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            status: int | None = process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            status = None
        return status, time.monotonic() - began


def peer_cell(module: ModuleType, python: Path, attack: Path) -> Cell:
    """One attack against one peer, with an honest neighbour that is graded after it."""
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir="/var/tmp"))
    try:
        (folder / "leaks").mkdir()
        (folder / "private").write_text(CANARY, encoding="utf-8")
        source = attack.read_text(encoding="utf-8").format(leaks=folder / "leaks", port=PORT, canary=folder / "private")
        work = {ATTACKER: source.encode(), NEIGHBOUR: workload.sources()["s00"]}
        course = folder / "course"
        course.mkdir()
        module.prepare(course, "fifteen", work, python)
        cell = Cell()
        for name in work:
            (command,) = module.commands(course, "fifteen", [name], python)
            status, seconds = guarded(folder, python, command, PATIENCE.get(module.TITLE, SECONDS))
            if name == ATTACKER:
                cell.status, cell.seconds = status, seconds
        scores = module.scores(course, "fifteen", list(work), python)
        cell.score, cell.neighbour = scores[ATTACKER], scores[NEIGHBOUR]
        cell.traces = _traces(folder / "leaks")
        return cell
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _traces(leaks: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8", errors="replace")[:80] for path in sorted(leaks.iterdir())}


# --- ours -----------------------------------------------------------------------------------


def our_cells(attacks: list[Path]) -> dict[str, Cell]:
    """Every attack against the process sandbox, each followed by the same honest neighbour."""
    leaks = Path(tempfile.mkdtemp(prefix="bench-leaks-"))
    leaks.chmod(0o777)
    private = leaks.parent / f"{leaks.name}-private"
    private.write_text(CANARY, encoding="utf-8")
    os.environ["GRADER_TOKEN"] = CANARY
    found: dict[str, Cell] = {}
    exercise = workload.exercise()
    try:
        with _listener(leaks) as port:
            sandbox = ProcessSandbox(sandbox_spec(exercise))
            with open_grader(exercise, sandbox, secret=b"bench") as grader:
                for attack in attacks:
                    text = attack.read_text(encoding="utf-8").format(leaks=leaks, port=port, canary=private)
                    began = time.monotonic()
                    report = grader.grade(workload.submission("fifteen", ATTACKER, text.encode()))
                    seconds = time.monotonic() - began
                    honest = grader.grade(workload.submissions("fifteen", ["s00"])[0])
                    found[attack.stem] = Cell(_passed(report), _passed(honest), 0, seconds, _traces(leaks))
                    for path in leaks.iterdir():
                        path.unlink()
            sandbox.close()
    finally:
        shutil.rmtree(leaks)
        private.unlink()
    return found


def _passed(report: Report) -> int:
    return sum(case.verdict is Verdict.ACCEPTED for task in report.tasks for case in task.cases)


@contextmanager
def _listener(leaks: Path) -> Iterator[int]:
    """Somebody to call on this machine's own loopback."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            with suppress(OSError):
                caller, _ = server.accept()
                with caller:
                    (leaks / "network").write_bytes(caller.recv(100))

        threading.Thread(target=listen, daemon=True).start()
        yield server.getsockname()[1]


# --- the table ----------------------------------------------------------------------------------


def _ended(cell: Cell) -> str:
    if cell.status is None:
        return f"**still running after {cell.seconds:.0f} s**"
    if cell.score is None:
        return "**no verdict, exit status 0**" if cell.status == 0 else "no verdict"
    return f"**{cell.score} of 15**" if cell.score else "0 of 15"


def _traced(name: str, worked: str) -> Callable[[Cell], str]:
    return lambda cell: f"**{worked}**" if name in cell.traces else "no"


def _amount(name: str) -> Callable[[Cell], str]:
    def said(cell: Cell) -> str:
        reached = cell.traces.get(name)
        if reached:
            return f"**no limit: {reached}**" + ("" if cell.score is not None else ", no verdict")
        return "stopped" if cell.status is not None else _ended(cell)

    return said


def _loop(cell: Cell) -> str:
    if cell.status is None:
        return _ended(cell)
    return f"ends after {cell.seconds:.0f} s" + ("" if cell.score is not None else ", no verdict")


def _neighbour(cell: Cell) -> str:
    return "no" if cell.neighbour == 15 else f"**changed: {cell.neighbour} instead of 15**"


COLUMNS: dict[str, Callable[[Cell], str]] = {
    "reads_the_tests": _traced("tests", "read"),
    "network": _traced("network", "connected"),
    "reads_secrets": _traced("secret", "read"),
    "endless_loop": _loop,
    "memory_bomb": _amount("memory"),
    "fork_bomb": _amount("processes"),
    "another_submission": _neighbour,
}
"""How a cell is told, for attacks that are not after points."""


def table(cells: dict[str, dict[str, Cell]]) -> str:
    """The table as Markdown: a row per attack, a column per grader."""
    graders = list(cells)
    lines = ["| attack | " + " | ".join(graders) + " |", "|---" * (len(graders) + 1) + "|"]
    for name in next(iter(cells.values())):
        said = [_said(name, grader, cells[grader][name]) for grader in graders]
        lines.append(f"| {title(name)} | " + " | ".join(said) + " |")
    return "\n".join(lines)


def _said(name: str, grader: str, cell: Cell) -> str:
    told = COLUMNS.get(name, _ended)(cell)
    forged = grader == pytest_plain.TITLE and name not in COLUMNS and (cell.score, cell.status) == (0, 0)
    return "**0 of 15, but exit status 0**" if forged else told  # the status is all that CI looks at


def title(name: str) -> str:
    """What an attack tries: the first line of its file."""
    return (ATTACKS / f"{name}.py").read_text(encoding="utf-8").splitlines()[0].strip('"')


def main() -> None:
    """Attack everybody, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--attack", default="", help="only this one")
    parser.add_argument("--peer", default="", help="only this one")
    parser.add_argument("--ours", action="store_true", help="only our own grader")
    options = parser.parse_args()
    attacks = [path for path in sorted(ATTACKS.glob("[a-z]*.py")) if options.attack in ("", path.stem)]
    cells: dict[str, dict[str, Cell]] = {}
    if os.geteuid() and not options.ours:
        print("skipped: peers run hostile code in the open; the guard around them needs root", file=sys.stderr)
    elif not options.ours:
        cells = {module.TITLE: _against(module, attacks) for module in PEERS if options.peer in ("", module.TITLE)}
    cells[OURS] = our_cells(attacks)
    out = environments.ROOT / "out" / "bench"
    out.mkdir(parents=True, exist_ok=True)
    plain = {grader: {name: repr(cell) for name, cell in row.items()} for grader, row in cells.items()}
    (out / "security.json").write_text(json.dumps(plain, indent=1), encoding="utf-8")
    print(table({grader: row for grader, row in cells.items() if row}))


def _against(module: ModuleType, attacks: list[Path]) -> dict[str, Cell]:
    python = environments.python_of(module.__name__.rpartition(".")[2].rstrip("_"), module.PACKAGES)
    row: dict[str, Cell] = {}
    for attack in attacks if python else ():
        assert python is not None
        row[attack.stem] = peer_cell(module, python, attack)
        print(f"  {module.TITLE:18s}{attack.stem:20s}{row[attack.stem]}", file=sys.stderr, flush=True)
    return row


if __name__ == "__main__":
    main()
