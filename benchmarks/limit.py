"""The limit, as a driver for ``meter.drive``: the cases called as plain functions in one warm process.

No isolation, no judge, no pytest: nothing that grades can be cheaper. Only submissions that end by themselves.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks import workload
from grader.catalog import reference_source


def main() -> None:
    """Warm up, wait for the word, call everything ``--rounds`` times."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--slug", default="fifteen")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    suite, reference = workload.cases(options.slug), workload.Plain(reference_source(workload.exercise(options.slug)))
    sources = workload.sources(options.slug)
    work = [sources[name] for name in workload.ordinary(options.slug)]
    _call(work, suite, reference)
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(options.rounds):
        _call(work, suite, reference)
    print(f"done {options.rounds * len(work)}", flush=True)
    sys.stdin.readline()


def _call(work: list[bytes], suite: list[workload.Case], reference: workload.Plain) -> None:
    for source in work:
        student = workload.Plain(source)
        for case in suite:
            workload.passes(case, student, reference)


if __name__ == "__main__":
    main()
