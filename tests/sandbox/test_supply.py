"""Containers that are kept: which one serves, when there is a second one, and what happens when one of them fails."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest

from grader.errors import SandboxUnavailable
from grader.sandbox.cores import Home
from grader.sandbox.supply import Kept

SECONDS = 60.0


@dataclass(eq=False)
class Container:
    """Stands for a container that was started on ``core``."""

    core: int | None
    alive: bool = True

    def stop(self) -> None:
        self.alive = False


@dataclass
class Engine:
    """Starts containers; fails on request, or is slow until it is told to go on."""

    broken: bool = False
    started: list[Container] = field(default_factory=list)
    go_on: threading.Event = field(default_factory=threading.Event)

    def start(self, core: int | None) -> Container:
        if self.started:
            self.go_on.wait(SECONDS)
        if self.broken:
            raise SandboxUnavailable("broken")
        self.started.append(Container(core))
        return self.started[-1]


@dataclass
class Cores:
    """Idle cores of a machine, and which of them are leased."""

    idle: list[int]
    leased: list[int] = field(default_factory=list)

    def lease(self, held: ExitStack) -> int | None:
        if not self.idle:
            return None
        self.leased.append(self.idle.pop())
        held.callback(self.leased.clear)
        return self.leased[-1]


Keep = Callable[..., Kept]


@pytest.fixture
def engine() -> Engine:
    made = Engine()
    made.go_on.set()
    return made


@pytest.fixture
def keep(engine: Engine) -> Iterator[Keep]:
    with ExitStack() as opened:

        def make(cores: Cores | None = None, *, doubled: bool = True) -> Kept:
            home = Home(0, cores.lease) if cores else None
            kept = Kept(engine.start, home, doubled=doubled)  # type: ignore[arg-type]  # as good as containers here
            opened.callback(kept.close)
            return kept

        yield make


def cores_of(kept: Kept, sessions: int) -> list[int | None]:
    """Cores that serve one session after another, once what is being started has started."""
    served = [kept.take().core]
    for _ in range(sessions - 1):
        served.append(kept.take().core)
        if kept._second:
            kept._second.result(SECONDS)
    return served


def test_the_first_container_is_on_the_core_of_the_worker(keep: Keep) -> None:
    assert keep(Cores([])).first.core == 0


def test_a_worker_without_a_core_has_one_container_that_runs_anywhere(keep: Keep) -> None:
    assert cores_of(keep(), 4) == [None] * 4


def test_from_the_third_session_on_two_containers_take_turns(keep: Keep) -> None:
    assert cores_of(keep(Cores([1])), 6) == [0, 0, 1, 0, 1, 0]


def test_one_session_starts_no_second_container(keep: Keep, engine: Engine) -> None:
    keep(Cores([1])).take()
    assert len(engine.started) == 1


def test_while_the_second_starts_the_first_serves(keep: Keep, engine: Engine) -> None:
    kept = keep(Cores([1]))
    engine.go_on.clear()
    assert [kept.take().core for _ in range(5)] == [0] * 5
    engine.go_on.set()


def test_without_an_idle_core_there_is_one_container(keep: Keep) -> None:
    assert cores_of(keep(Cores([])), 4) == [0] * 4


def test_where_nothing_is_to_be_gained_there_is_one_container(keep: Keep) -> None:
    cores = Cores([1])
    assert cores_of(keep(cores, doubled=False), 4) == [0] * 4
    assert cores.leased == []


def test_a_second_container_that_does_not_start_is_done_without(keep: Keep, engine: Engine) -> None:
    kept = keep(Cores([1]))
    engine.broken = True
    kept.take()
    kept.take()
    assert kept._second
    assert kept._second.exception(SECONDS)
    assert [kept.take().core for _ in range(3)] == [0] * 3


def test_a_container_that_died_is_replaced_on_its_core(keep: Keep) -> None:
    kept = keep(Cores([1]))
    cores_of(kept, 3)
    other = kept.take(), kept.take()
    for container in other:
        container.stop()
    replaced = kept.take(), kept.take()
    assert [container.core for container in replaced] == [container.core for container in other]
    assert all(container.alive for container in replaced)


def test_a_container_that_cannot_be_replaced_is_said_and_tried_again(keep: Keep, engine: Engine) -> None:
    kept = keep()
    kept.take().stop()
    engine.broken = True
    with pytest.raises(SandboxUnavailable):
        kept.take()
    engine.broken = False
    assert kept.take().alive


def test_closing_ends_all_of_them_and_gives_the_core_back(keep: Keep, engine: Engine) -> None:
    cores = Cores([1])
    kept = keep(cores)
    cores_of(kept, 3)
    assert cores.leased == [1]
    kept.close()
    assert [container.alive for container in engine.started] == [False, False]
    assert cores.leased == []


def test_closing_ends_a_container_that_is_just_being_started(keep: Keep, engine: Engine) -> None:
    kept = keep(Cores([1]))
    engine.go_on.clear()
    kept.take()
    kept.take()
    threading.Timer(0.1, engine.go_on.set).start()
    kept.close()
    assert [container.alive for container in engine.started] == [False, False]
