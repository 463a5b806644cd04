"""CPU per submission of isolated grading, against the same cases called as plain functions in one warm process.

Run: ``python benchmarks/bench_grading.py [--rounds 3]``. Prints medians and ratios of runs taken in turn (A B A B).
"The limit" executes the same hidden test functions on the same submissions in this process: no isolation, no
judge, no pytest. Two submissions of the work would end that process; they are left out of the limit's share.
"""

from __future__ import annotations

import argparse
import importlib.util
import resource
import statistics
import subprocess
import sys
import threading
import time
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
import workload

from grader.judge.expect import Unexpected
from grader.model import Submission
from grader.pipeline import Grader, open_grader, sandbox_spec
from grader.sandbox.process import ProcessSandbox


def cpu_seconds() -> float:
    """CPU of this process and of every child that has been waited for."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


class Plain:
    """Stands where ``student`` stands: the module itself."""

    def __init__(self, source: bytes) -> None:
        module = types.ModuleType("plain")
        exec(compile(source, "plain.py", "exec"), module.__dict__)
        self.__dict__.update(module.__dict__)

    def each(self, name: str, calls: list[tuple[Any, ...]]) -> list[Any]:
        """What ``student.each`` does, by plain calls."""
        return [getattr(self, name)(*call) for call in calls]


def suite_functions() -> list[tuple[Callable[..., None], list[str]]]:
    """The hidden tests as plain functions, with the names of the fixtures that they ask for."""
    path = workload.COURSE / "solutions/01_bench/fifteen/test_hidden.py"
    spec = importlib.util.spec_from_file_location("bench_suite", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    tests = [f for name, f in vars(module).items() if name.startswith("test_")]
    return [(f, list(f.__code__.co_varnames[: f.__code__.co_argcount])) for f in tests]


def limit(rounds: int) -> float:
    """CPU seconds per submission of the cases called as plain functions."""
    tests = suite_functions()
    reference = Plain(workload.sources()[0])
    gradeable = workload.sources()[:18]
    began = time.process_time()
    for _ in range(rounds):
        for source in gradeable:
            _call_all(tests, Plain(source), reference)
    return (time.process_time() - began) / (rounds * len(gradeable))


def _call_all(tests: list[tuple[Callable[..., None], list[str]]], student: Plain, reference: Plain) -> None:
    for test, names in tests:
        fixtures = {"student": student, "reference": reference, "rng": np.random.default_rng(1)}
        try:
            test(*[fixtures[name] for name in names])
        except (Unexpected, ArithmeticError, ValueError):
            continue


@contextmanager
def warm() -> Iterator[tuple[Grader, ProcessSandbox]]:
    """A warm judge with a warm sandbox."""
    exercise = workload.exercise()
    sandbox = ProcessSandbox(sandbox_spec(exercise))
    try:
        with open_grader(exercise, sandbox, secret=b"bench") as grader:
            yield grader, sandbox
    finally:
        sandbox.close()


def isolated(rounds: int) -> float:
    """CPU seconds per submission through judge and ``process`` sandbox, start-up excluded by difference."""
    few, many = _total(1), _total(1 + rounds)
    return (many - few) / (rounds * len(workload.submissions()))


def _total(rounds: int) -> float:
    began = cpu_seconds()
    with warm() as (grader, _):
        for _ in range(rounds):
            for submission in workload.submissions():
                grader.grade(submission)
    return cpu_seconds() - began


def throughput(workers: int, count: int) -> float:
    """Submissions per second with ``workers`` warm graders, start-up excluded."""
    work = (workload.submissions()[:15] * (count // 15 + 1))[:count]
    ready, go = threading.Barrier(workers + 1), threading.Barrier(workers + 1)

    def run(share: list[Submission]) -> None:
        with warm() as (grader, _):
            grader.grade(share[0])
            ready.wait()
            go.wait()
            for submission in share:
                grader.grade(submission)
            ready.wait()

    threads = [threading.Thread(target=run, args=(work[i::workers],)) for i in range(workers)]
    for thread in threads:
        thread.start()
    ready.wait()
    began = time.perf_counter()
    go.wait()
    ready.wait()
    seconds = time.perf_counter() - began
    for thread in threads:
        thread.join()
    return count / seconds


def resident_mib(pid: int) -> float:
    """Resident memory of one process in MiB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024


def help_cpu() -> float:
    """CPU seconds of ``autograde --help``."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "autograde.cli.main", "--help"], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="rounds of 20 submissions per measurement")
    parser.add_argument("--pairs", type=int, default=5, help="measurements of each kind, taken in turn")
    options = parser.parse_args()
    pairs = [(limit(options.rounds), isolated(options.rounds)) for _ in range(options.pairs)]
    plain, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"limit (plain calls, warm)    {plain * 1e3:8.1f} ms CPU per submission")
    print(f"process sandbox              {ours * 1e3:8.1f} ms CPU per submission")
    print(f"ratio, median of pairs       {statistics.median(b / a for a, b in pairs):8.2f}")
    rates = [(throughput(1, 60), throughput(2, 60)) for _ in range(options.pairs)]
    print(f"1 worker                     {statistics.median(r for r, _ in rates):8.1f} submissions per second")
    print(f"2 workers                    {statistics.median(r for _, r in rates):8.1f} submissions per second")
    print(f"ratio, median of pairs       {statistics.median(b / a for a, b in rates):8.2f}")
    with warm() as (grader, sandbox):
        grader.grade(workload.submissions()[0])
        print(f"judge + zygote, resident     {resident_mib(grader.judge_pid) + resident_mib(sandbox.pid):8.1f} MiB")
    print(f"autograde --help             {statistics.median(help_cpu() for _ in range(5)) * 1e3:8.1f} ms CPU")


if __name__ == "__main__":
    main()
