"""Every worker of a cohort keeps to a core of its own, as long as there are cores."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from autograde.cores import own_core
from grader.sandbox.cores import home

_SAY = "import os; print(os.sched_getaffinity(0))"

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="needs Linux and two cores"
)


def test_processes_that_a_worker_starts_stay_on_its_core(tmp_path: Path) -> None:
    with own_core(tmp_path) as core:
        printed = subprocess.check_output([sys.executable, "-c", _SAY], text=True)
    assert printed.strip() == str({core})


def test_two_workers_never_have_the_same_core(tmp_path: Path) -> None:
    allowed = os.sched_getaffinity(0)
    with own_core(tmp_path) as one:
        os.sched_setaffinity(0, allowed)  # as another thread would see the machine
        with own_core(tmp_path) as other:
            assert None not in (one, other)
            assert one != other


def test_a_worker_without_a_core_runs_anywhere(tmp_path: Path) -> None:
    allowed = os.sched_getaffinity(0)
    with ExitStack() as held:
        for _ in allowed:
            held.enter_context(own_core(tmp_path))
            os.sched_setaffinity(0, allowed)
        assert held.enter_context(own_core(tmp_path)) is None
        assert os.sched_getaffinity(0) == allowed


def test_a_core_is_given_back(tmp_path: Path) -> None:
    allowed = os.sched_getaffinity(0)
    with own_core(tmp_path) as first:
        pass
    with own_core(tmp_path) as second:
        pass
    assert first == second
    assert os.sched_getaffinity(0) == allowed


def test_nothing_depends_on_the_locks(tmp_path: Path) -> None:
    with own_core(tmp_path / "missing") as core:
        assert core is None


def test_a_process_that_may_use_one_core_is_left_alone(tmp_path: Path) -> None:
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        with own_core(tmp_path) as core:
            assert core is None
    finally:
        os.sched_setaffinity(0, allowed)


def test_a_sandbox_learns_the_core_of_the_worker_that_opens_it(tmp_path: Path) -> None:
    assert home() is None
    with own_core(tmp_path) as core:
        here = home()
        assert here
        assert here.core == core
    assert home() is None


def test_a_sandbox_gets_another_core_only_while_no_worker_has_it(tmp_path: Path) -> None:
    every = len(os.sched_getaffinity(0))
    with own_core(tmp_path) as core, ExitStack() as held:
        here = home()
        assert here
        others = [here.lease_another(held) for _ in range(every)]
        assert others[-1] is None
        assert len({core, *others}) == every + 1
        held.close()
        assert here.lease_another(held) == others[0]
