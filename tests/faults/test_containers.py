"""The fault lab in containers: kills, neighbours that misbehave, an engine that goes away, each while a batch runs.

Needs an engine with our images (skipped, visibly, elsewhere). What stops the engine runs only with one of our own, the
folder of which ``AUTOGRADE_ENGINE_FOLDER`` names.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.catalog import Course
from grader.sandbox.engine import OWNER, Engine
from tests.docker.test_engine_faults import UNGRADED, OwnEngine
from tests.faults.blows import CONTROLLER, Campaign, strike_part
from tests.faults.conftest import Ended, Lab, finished
from tests.faults.noises import NOISES, Reports, of_the_others, with_noise, without_noise

pytestmark = [pytest.mark.docker, pytest.mark.faults]

POINTS = 60
PER_BATCH = 10
GONE_SECONDS = 30.0
VICTIMS = (CONTROLLER, "judge", "zygote", "container")

Figure = Callable[[str], None]
MakeLab = Callable[..., Lab]
Noisy = Callable[[Sequence[str], Callable[[Lab], Ended]], Reports]


@pytest.fixture
def boundary(url: str) -> tuple[str, ...]:
    """Options under which submissions run in containers."""
    return ("--sandbox", "docker", "--engine", url)


def containers(engine: Engine, controllers: set[int]) -> list[dict[str, Any]]:
    """The running containers that processes with these numbers started."""
    found = engine._api.containers(filters={"label": OWNER})
    return [seen for seen in found if int(seen["Labels"][OWNER].split(":")[-2]) in controllers]


def strike_container(engine: Engine, controller: int, chance: random.Random, *, by_engine: bool) -> bool:
    """``kill -9`` of one of its containers through the engine, or of its first process; False if there was none."""
    from docker.errors import APIError

    found = containers(engine, {controller})
    if not found:
        return False
    container = chance.choice(found)["Id"]
    with suppress(APIError, ProcessLookupError):  # it ended by itself meanwhile
        if by_engine:
            engine._api.kill(container)
        else:
            pid = int(engine._api.inspect_container(container)["State"]["Pid"])
            if pid:
                os.kill(pid, signal.SIGKILL)
            return bool(pid)
        return True
    return False


def all_gone(engine: Engine, controllers: set[int]) -> bool:
    """Whether no container of dead controllers is left, at once or soon."""
    deadline = time.monotonic() + GONE_SECONDS
    while found := containers(engine, controllers):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1 * len(found))
    return True


def test_whatever_is_killed_nothing_is_lost_or_doubled(
    lab: MakeLab, engine: Engine, boundary: tuple[str, ...], whole: bool, figure: Figure
) -> None:
    chance = random.Random(20_261_121)
    controllers: set[int] = set()

    def strike(process: subprocess.Popen[str], victim: str) -> bool:
        controllers.add(process.pid)
        if victim == "judge":
            return strike_part(process, victim)
        return strike_container(engine, process.pid, chance, by_engine=victim == "container")

    students, points = (100, POINTS) if whole else (30, 4)
    calm = replace(lab(students, "calm"), boundary=boundary)
    expected, files = calm.run(), calm.files()
    campaign = Campaign(VICTIMS, chance, strike, stride=students // PER_BATCH + 3)
    batches = 0
    while campaign.points < points:
        batches += 1
        disturbed = replace(lab(students, f"disturbed-{batches}"), boundary=boundary)
        ended = campaign.batch(disturbed, min(PER_BATCH, points - campaign.points))
        assert (ended.code, ended.table) == (expected.code, expected.table), ended.err
        assert disturbed.files() == files
        assert disturbed.drafts() == []
        figure(f"{campaign.points} of {points} kills")
    assert all_gone(engine, controllers)
    figure(
        f"containers, kill -9 at {campaign.points} points {dict(campaign.counts)} in {batches} batches of {students}: "
        f"0 lost, 0 doubled, tables and files equal; the last run of a batch {max(campaign.resumed):.1f} s at most"
    )


@pytest.fixture(scope="module")
def quiet(course: Course, url: str, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """What everybody gets when nobody disturbs them."""
    return without_noise(course, tmp_path_factory.mktemp("quiet"), ("--sandbox", "docker", "--engine", url))


@pytest.fixture
def noisy(course: Course, boundary: tuple[str, ...], tmp_path: Path) -> Noisy:
    """What the others get while submissions make ``noises``, in containers, however the batch is ``run``."""
    return lambda noises, run: with_noise(course, tmp_path / "-".join(noises), noises, boundary, run)


def test_noise_of_one_submission_changes_no_other_verdict(
    noisy: Noisy, quiet: Reports, whole: bool, figure: Figure
) -> None:
    rounds, workers = ([(name,) for name in NOISES], "8") if whole else ([tuple(NOISES)], "4")
    for noises in rounds:
        assert noisy(noises, lambda lab: lab.run("--workers", workers)) == quiet
        figure(f"containers, noise ({', '.join(noises)}): the reports on the other {len(quiet) // 2} are unchanged")


def test_containers_killed_beside_noise_change_no_verdict(
    noisy: Noisy, engine: Engine, quiet: Reports, whole: bool, figure: Figure
) -> None:
    killed, chance = 0, random.Random(5)

    def run(lab: Lab) -> Ended:
        nonlocal killed
        with lab.start("--workers", "8" if whole else "4") as process:
            for _ in range(3):
                finished(process, 1)
                killed += strike_container(engine, process.pid, chance, by_engine=True)
            process.communicate()
        return lab.run()

    for name in NOISES if whole else ["memory"]:
        assert noisy([name], run) == quiet
    assert killed
    figure(f"{killed} containers killed beside noise: the reports on the others are unchanged")


def test_an_engine_that_goes_away_beside_noise_changes_no_verdict(
    noisy: Noisy, own: OwnEngine, quiet: Reports, whole: bool, figure: Figure
) -> None:
    """What was published by then is right, the run ends with its own exit code, and the next one grades the rest."""
    early: list[int] = []

    def run(lab: Lab) -> Ended:
        with lab.start("--workers", "4") as process:
            finished(process, 2)
            own.stop()
            process.communicate()
        assert process.returncode == UNGRADED
        faults = {name.removesuffix(".json") for name, text in of_the_others(lab).items() if '"judge_error"' in text}
        there = {name: text for name, text in of_the_others(lab).items() if name.rpartition(".")[0] not in faults}
        early.append(len(there) // 2)
        assert there.items() <= quiet.items()
        own.start()
        return lab.run()

    for name in NOISES if whole else ["forks"]:
        assert noisy([name], run) == quiet
    figure(f"engine stopped beside noise {len(early)} times, after {early} reports: the reports are unchanged")
