"""Measures what commands cost: wall time, CPU of every process they start, and memory of all of them together.

CPU comes from a control group that the commands run in, which counts every descendant, also those that nobody
waits for. Where no group can be made (an ordinary user), it is what the kernel adds up for children that were waited
for. Memory is the sum of proportional set sizes, sampled five times a second: shared pages are counted once.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str]
_SAMPLE_SECONDS = 0.2
_CONTROLLERS = (
    (Path("/sys/fs/cgroup/cpuacct"), "cpuacct.usage", 1e-9),
    (Path("/sys/fs/cgroup"), "cpu.stat", 1e-6),
)


@dataclass(frozen=True, slots=True)
class Usage:
    """What something cost. ``cut``: it did not end in time and was killed; ``peak_mib`` is 0 if not sampled."""

    wall: float
    cpu: float
    peak_mib: float = 0.0
    cut: bool = False


class Group:
    """A control group for one job. ``also`` are groups of others that work for it (an engine's containers)."""

    def __init__(self, folder: Path | None, file: str, scale: float, also: Sequence[Path]) -> None:
        self.folder, self._file, self._scale, self._also = folder, file, scale, also
        self._waited = 0.0

    def cpu(self) -> float:
        """CPU seconds until now."""
        if self.folder is None:
            return self._waited
        return sum(self._usage(folder) for folder in (self.folder, *self._also))

    def _usage(self, folder: Path) -> float:
        text = (folder / self._file).read_text(encoding="ascii")
        number = next(line for line in text.splitlines() if line.startswith("usage_usec") or line.isdigit())
        return int(number.split()[-1]) * self._scale

    def start(self, command: Command, env: Mapping[str, str], **more: object) -> subprocess.Popen[str]:
        """Start ``command`` inside of the group."""
        joined = list(command)
        if self.folder:
            joined = ["/bin/sh", "-c", 'echo $$ >"$0"; exec "$@"', str(self.folder / "cgroup.procs"), *command]
        return subprocess.Popen(joined, env=dict(env), start_new_session=True, text=True, **more)  # type: ignore[call-overload, no-any-return]

    def wait(self, process: subprocess.Popen[str]) -> None:
        """Wait for it, and remember what it cost."""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self._waited += usage.ru_utime + usage.ru_stime

    def members(self) -> list[int]:
        """Process ids of everything in the groups."""
        found: list[int] = []
        for folder in (self.folder, *self._also) if self.folder else ():
            for path in folder.rglob("cgroup.procs") if folder in self._also else [folder / "cgroup.procs"]:
                with suppress(OSError):
                    found += map(int, path.read_text(encoding="ascii").split())
        return found

    def kill(self, *processes: subprocess.Popen[str]) -> None:
        """End what runs in it."""
        for process in processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        own = self.folder / "cgroup.procs" if self.folder else None
        for pid in own.read_text(encoding="ascii").split() if own else ():
            with suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)

    def memory_mib(self) -> float:
        """Proportional set sizes, together."""
        return sum(map(_pss_kib, self.members())) / 1024


def _pss_kib(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)


def parent() -> tuple[Path, str, float] | None:
    """Where groups can be made on this machine, the file that holds their CPU, and its unit in seconds."""
    for folder, file, scale in _CONTROLLERS:
        if (folder / file).exists() and os.access(folder, os.W_OK):
            return folder, file, scale
    return None


@contextmanager
def group(also: Sequence[Path] = ()) -> Iterator[Group]:
    """A group of its own for one job, removed afterwards."""
    place = parent()
    if place is None:
        yield Group(None, "", 0.0, ())
        return
    folder = place[0] / f"bench-{os.getpid()}-{time.monotonic_ns()}"
    folder.mkdir()
    try:
        yield Group(folder, place[1], place[2], also)
    finally:
        _remove(folder)


def _remove(folder: Path) -> None:
    for _ in range(100):
        with suppress(OSError):
            folder.rmdir()
            return
        time.sleep(0.05)


@contextmanager
def sampled(job: Group, wanted: bool) -> Iterator[Callable[[], float]]:
    """Sample memory meanwhile; what is yielded gives the peak in MiB."""
    peak, stop = [0.0], threading.Event()

    def sample() -> None:
        while not stop.wait(_SAMPLE_SECONDS):
            peak[0] = max(peak[0], job.memory_mib())

    thread = threading.Thread(target=sample, daemon=True)
    if wanted:
        thread.start()
    try:
        yield lambda: peak[0]
    finally:
        stop.set()
        if wanted:
            thread.join()


def run(shards: Sequence[Sequence[Command]], env: Mapping[str, str], *, seconds: float, sample: bool = False) -> Usage:
    """The cost of running every shard at the same time, the commands of one shard after another."""
    with group() as job, sampled(job, sample) as peak:
        running: list[subprocess.Popen[str]] = []
        cut = threading.Event()

        def work(commands: Sequence[Command]) -> None:
            for command in commands:
                if not cut.is_set():
                    quiet = subprocess.DEVNULL
                    process = job.start(command, env, stdin=quiet, stdout=quiet, stderr=quiet)
                    running.append(process)
                    job.wait(process)

        threads = [threading.Thread(target=work, args=(shard,)) for shard in shards]
        before, began = job.cpu(), time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(max(0.0, began + seconds - time.perf_counter()))
        if any(thread.is_alive() for thread in threads):
            cut.set()
            job.kill(*running[-len(threads) :])
            for thread in threads:
                thread.join()
        job_cpu, wall = job.cpu() - before, time.perf_counter() - began
        if cut.is_set():
            job.kill()
        return Usage(wall, job_cpu, peak(), cut.is_set())


def drive(
    command: Command, env: Mapping[str, str], *, also: Sequence[Path] = (), sample: bool = False
) -> tuple[Usage, str]:
    """The cost of what a driver does between saying ``ready`` and saying ``done ...``, and what it said after ``done``.

    The driver waits for a line before it begins and before it ends. Raises ``RuntimeError`` when it fails.
    """
    with group(also) as job:
        process = job.start(command, env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            _expect(process, "ready")
            with sampled(job, sample) as peak:
                before, began = _cpu(job, process), time.perf_counter()
                _say(process)
                said = _expect(process, "done")
                cpu, wall = _cpu(job, process) - before, time.perf_counter() - began
            _say(process)
            job.wait(process)
            return Usage(wall, cpu, peak()), said
        finally:
            if process.returncode is None:
                job.kill(process)
                job.wait(process)


def _say(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def _expect(process: subprocess.Popen[str], word: str) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(word):
            return line.removeprefix(word).strip()
    raise RuntimeError(f"a driver ended before it said {word!r}: {process.args!r}")


def _cpu(job: Group, process: subprocess.Popen[str]) -> float:
    return job.cpu() if job.folder else sum(map(_tree_cpu, _tree(process.pid)))


def _tree(pid: int) -> list[int]:
    found = [pid]
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in path.read_text(encoding="ascii").split():
                found += _tree(int(child))
    return found


def _tree_cpu(pid: int) -> float:
    """CPU of one process and of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
