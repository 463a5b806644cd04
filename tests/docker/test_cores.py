"""Containers stay where their worker is; behind gVisor two take turns, each on a core of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograde.cores import own_core
from grader.model import Verdict
from grader.pipeline import open_grader
from grader.sandbox.attacks import attempt
from grader.sandbox.base import SandboxSpec
from grader.sandbox.conformance import LIMITS, SNIPPETS
from grader.sandbox.docker import DockerOptions, DockerSandbox
from grader.sandbox.engine import Engine
from tests.judge.conftest import REFERENCE, hand_in, write_exercise

SECONDS = 120.0

pytestmark = [
    pytest.mark.docker,
    pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="needs two cores"),
]
gvisor = pytest.mark.parametrize("options", [("runsc", "warm")], indirect=True, ids=["gvisor"])


@pytest.fixture
def core(tmp_path: Path) -> Iterator[int]:
    """The core of a worker that this test is."""
    with own_core(tmp_path) as found:
        assert found is not None
        yield found


def snippets(options: DockerOptions) -> DockerSandbox:
    """A sandbox whose candidates run snippets."""
    return DockerSandbox(SandboxSpec(limits=LIMITS), options, entry=SNIPPETS)


def cores_of(container: str, engine: Engine) -> str:
    """What the engine was told."""
    return str(engine._api.inspect_container(container)["HostConfig"]["CpusetCpus"])


def wait_for_second(sandbox: DockerSandbox) -> None:
    """Until a container that is being started has started."""
    if sandbox._kept and sandbox._kept._second:
        sandbox._kept._second.result(SECONDS)


def answer(sandbox: DockerSandbox, code: str = "answer = 7") -> tuple[object, str]:
    """What one session answers, and the container that it was in."""
    found = attempt(sandbox.open(), code, {})
    sandbox._session.finish()  # type: ignore[union-attr]  # opened above
    wait_for_second(sandbox)
    return found, sandbox._zygote._container


def test_a_warm_container_is_on_the_core_of_its_worker(options: DockerOptions, engine: Engine, core: int) -> None:
    with snippets(options) as sandbox:
        assert cores_of(sandbox._zygote._container, engine) == str(core)
        assert answer(sandbox, "import os; answer = sorted(os.sched_getaffinity(0))")[0] == [core]


@pytest.mark.parametrize("options", [(None, "fresh")], indirect=True, ids=["fresh"])
def test_containers_that_are_started_ahead_do_not_disturb_the_worker(
    options: DockerOptions, engine: Engine, core: int
) -> None:
    with snippets(options) as sandbox:
        assert answer(sandbox)[0] == 7
        assert cores_of(sandbox._zygote._container, engine) == ""


def test_without_a_core_of_its_own_a_worker_binds_no_container(options: DockerOptions, engine: Engine) -> None:
    with snippets(options) as sandbox:
        assert cores_of(sandbox._zygote._container, engine) == ""


def test_a_core_that_the_engine_has_not_is_done_without(engine: Engine) -> None:
    image = engine.image(("autograde-candidate:numpy",))
    made = engine.create(image, {"network_mode": "none"}, core=4095)
    assert cores_of(made, engine) == ""
    engine.remove(made)


def test_with_runc_one_container_serves_them_all(options: DockerOptions, core: int) -> None:
    with snippets(options) as sandbox:
        assert len({answer(sandbox) for _ in range(4)}) == 1


@gvisor
def test_behind_gvisor_two_containers_take_turns(options: DockerOptions, engine: Engine, core: int) -> None:
    with snippets(options) as sandbox:
        places = [answer(sandbox)[1] for _ in range(5)]
        first, second = places[1], places[2]
        assert places == [first, first, second, first, second]
        assert cores_of(first, engine) == str(core)
        assert cores_of(second, engine) != str(core)
    assert not {first, second} & {seen["Id"] for seen in engine._api.containers(all=True)}


@gvisor
def test_the_judge_follows_and_the_verdicts_stay(
    options: DockerOptions, tmp_path_factory: pytest.TempPathFactory, core: int
) -> None:
    exercise = write_exercise(tmp_path_factory.mktemp("course"))
    with DockerSandbox(SandboxSpec(), options) as sandbox, open_grader(exercise, sandbox, secret=b"test") as grader:
        seen: list[tuple[int | None, set[int]]] = []
        for _ in range(4):
            assert grader.grade(hand_in(REFERENCE)).verdict is Verdict.ACCEPTED
            wait_for_second(sandbox)
            seen.append((sandbox._zygote.core, os.sched_getaffinity(grader.judge_pid)))
    assert len({candidate for candidate, _ in seen}) == 2
    assert all(judge == {candidate} for candidate, judge in seen)
    assert os.sched_getaffinity(0) == {core}
