"""Our grader, as a driver for ``meter.drive``: warm graders judge; start-up is over before measuring begins."""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from autograde.cores import own_core
from benchmarks import workload
from grader.errors import GraderError
from grader.model import Exercise, Report, Submission, Verdict
from grader.pipeline import Grader, open_grader, sandbox_spec
from grader.sandbox.base import Sandbox, SandboxSpec
from grader.sandbox.docker import DockerOptions, DockerSandbox
from grader.sandbox.process import ProcessSandbox

_GVISOR_SECONDS = 5.0


def main() -> None:
    """Warm up every worker, wait for the word, grade, say how many cases of each submission passed."""
    options = _options()
    exercise = workload.exercise(options.slug)
    queue = deque(_work(options))
    scores: dict[str, int] = {}
    ready, go, done = (threading.Barrier(options.workers + 1) for _ in range(3))
    finish = threading.Event()

    def serve() -> None:
        try:
            judge()
        except GraderError as error:
            print(f"{error.message}: {error.next_step}", file=sys.stderr, flush=True)
            raise
        finally:
            for barrier in (ready, go, done):
                barrier.abort()  # or the others would wait for ever

    def judge() -> None:
        with own_core(), _grader(options, exercise) as grader:
            _warm_up(grader, options)
            ready.wait()
            go.wait()
            for submission in _taken(queue):
                scores[submission.name] = _passed(grader.grade(submission))
            done.wait()
            finish.wait()

    threads = [threading.Thread(target=serve, daemon=True) for _ in range(options.workers)]
    for thread in threads:
        thread.start()
    ready.wait()
    print("ready", flush=True)
    sys.stdin.readline()
    go.wait()
    done.wait()
    print("done", json.dumps(scores), flush=True)
    sys.stdin.readline()
    finish.set()
    for thread in threads:
        thread.join()


def _warm_up(grader: Grader, options: argparse.Namespace) -> None:
    """Grade until all is there that stays there: behind gVisor the second submission has a second container started."""
    source, began = workload.sources(options.slug)["s00"], time.monotonic()
    for number in count():
        grader.grade(workload.submission(options.slug, "warm", b"# %d\n" % number + source))
        if options.runtime != "runsc" or time.monotonic() - began > _GVISOR_SECONDS:
            break


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--slug", default="fifteen")
    parser.add_argument("--only", default="", help="names of submissions, with commas; all twenty without it")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--engine", default="", help="address of a Docker engine; without it, the process sandbox")
    parser.add_argument("--runtime", default="runc")
    parser.add_argument("--isolation", choices=("warm", "fresh"), default="warm")
    return parser.parse_args()


def _taken(queue: deque[Submission]) -> Iterator[Submission]:
    """What this worker takes: as in a cohort, whoever is free takes the next."""
    while True:
        try:
            yield queue.popleft()
        except IndexError:
            return


def _work(options: argparse.Namespace) -> list[Submission]:
    if options.only == "loop":
        return [
            workload.submission(options.slug, name, source) for name, source in workload.endless(options.slug).items()
        ]
    rounds: int = options.rounds
    return workload.submissions(options.slug, list(filter(None, options.only.split(",")))) * rounds


@contextmanager
def _grader(options: argparse.Namespace, exercise: Exercise) -> Iterator[Grader]:
    sandbox = _sandbox(options, sandbox_spec(exercise))
    try:
        with open_grader(exercise, sandbox, secret=b"bench") as grader:
            yield grader
    finally:
        sandbox.close()


def _sandbox(options: argparse.Namespace, spec: SandboxSpec) -> Sandbox:
    if options.engine:
        return DockerSandbox(spec, DockerOptions(options.engine, options.runtime, options.isolation))
    return ProcessSandbox(spec)


def _passed(report: Report) -> int:
    return sum(case.verdict is Verdict.ACCEPTED for task in report.tasks for case in task.cases)


if __name__ == "__main__":
    main()
