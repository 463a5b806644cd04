"""A real engine that is stopped, killed, started again or stuck while it is needed: bounded, and nobody gets a zero.

These stop the engine under everybody who uses it. So they run only with one of our own: ``AUTOGRADE_ENGINE_FOLDER``
is the folder that ``.ci/engine start`` was given.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.catalog import open_course, reference_source
from grader.errors import JudgeFault, SandboxUnavailable
from grader.model import Verdict
from grader.sandbox import engine as engines
from grader.sandbox.attacks import attempt
from grader.sandbox.base import SandboxSpec
from grader.sandbox.conformance import LIMITS, SNIPPETS
from grader.sandbox.docker import DockerOptions, DockerSandbox
from grader.sandbox.engine import OWNER, Engine
from tests.docker.cohorts import ROOT, Run, ended
from tests.docker.conftest import collect_forgotten, give_up

pytestmark = [
    pytest.mark.docker,
    # The SDK forgets a socket that could not connect.
    pytest.mark.filterwarnings("ignore:Exception ignored in.*<socket.socket:pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def _nothing_forgotten() -> Iterator[None]:
    yield
    collect_forgotten()


SUBMISSIONS = 30
UNGRADED = 4
_LONG = 120.0


class OwnEngine:
    """An engine that nobody else uses, by its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"unix://{folder / 'docker.sock'}"

    @property
    def pid(self) -> int:
        return int((self.folder / "docker.pid").read_text(encoding="ascii"))

    def stop(self) -> None:
        """As an upgrade of the engine does."""
        self._do("halt")

    def kill(self) -> None:
        """As a crash does: containers go on for now."""
        gone = os.pidfd_open(self.pid)
        os.kill(self.pid, signal.SIGKILL)
        assert select.select([gone], [], [], _LONG)[0]
        os.close(gone)

    def start(self) -> None:
        """Start it unless it runs."""
        self._do("start")

    def _do(self, action: str) -> None:
        command = [str(ROOT / ".ci" / "engine"), action, str(self.folder)]
        done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=_LONG)
        assert done.returncode == 0, done.stderr


def until(happened: Callable[[], bool]) -> bool:
    """Whether something happens before a hang must be assumed."""
    deadline = time.monotonic() + _LONG
    while time.monotonic() < deadline:
        if happened():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def own(url: str) -> Iterator[OwnEngine]:
    """An engine that may be stopped; it runs again afterwards."""
    folder = os.environ.get("AUTOGRADE_ENGINE_FOLDER")
    if not folder:
        give_up("AUTOGRADE_ENGINE_FOLDER names no engine that may be stopped")
    engine = OwnEngine(Path(folder or ""))
    assert engine.url == url, "another engine has the images"
    yield engine
    engine.start()


@pytest.fixture
def run(own: OwnEngine, tmp_path: Path, request: pytest.FixtureRequest) -> Run:
    """Thirty right submissions that take their time, in a container per worker or per submission."""
    exercise = open_course(ROOT).get("softmax_cross_entropy")
    right = reference_source(exercise)
    for number in range(SUBMISSIONS):
        folder = tmp_path / "cohort" / f"student{number:02}"
        folder.mkdir(parents=True)
        slow = f"\nimport time\ntime.sleep(0.7)\n# {number}\n".encode()
        (folder / exercise.filename).write_bytes(right + slow)
    asked = ("--sandbox", "docker", "--engine", own.url, "--isolation", request.param, "--workers", "2")
    return Run(tmp_path / "cohort", tmp_path / "out", asked)


def nobody_lost_a_point(run: Run) -> int:
    """How many reports there are; each of them is right, or says that the fault was ours and gives no score."""
    reports = run.reports().values()
    for report in reports:
        ours = report["verdict"] == Verdict.JUDGE_ERROR
        assert report["scored"] is not ours
        assert ours or report["earned_milli"] == report["max_milli"]
    return sum(report["verdict"] == Verdict.ACCEPTED for report in reports)


@pytest.mark.slow
@pytest.mark.parametrize("run", ["warm", "fresh"], indirect=True)
def test_an_engine_stopped_in_the_middle_of_a_cohort_loses_nothing(run: Run, own: OwnEngine) -> None:
    with run.start() as grading:
        assert until(lambda: bool(run.reports()))
        own.stop()
        code, said = ended(grading)
    assert (code, own.url in said) == (UNGRADED, True), said
    assert 0 < nobody_lost_a_point(run) < SUBMISSIONS
    own.start()
    assert run.finish()[0] == 0, "the same command goes on"
    assert nobody_lost_a_point(run) == SUBMISSIONS


@pytest.mark.slow
@pytest.mark.parametrize("run", ["warm"], indirect=True)
def test_an_engine_that_crashes_and_is_back_at_once_loses_nothing(run: Run, own: OwnEngine) -> None:
    with run.start() as grading:
        assert until(lambda: bool(run.reports()))
        own.kill()
        own.start()
        code, said = ended(grading)
    assert code in (0, UNGRADED), said
    nobody_lost_a_point(run)
    assert run.finish()[0] == 0
    assert nobody_lost_a_point(run) == SUBMISSIONS


def test_a_stuck_engine_is_given_up_and_a_warm_container_does_not_notice(
    own: OwnEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "_ANSWER_SECONDS", 1.0)
    monkeypatch.setattr(engines, "_WORK_SECONDS", 1.0)
    options = DockerOptions(own.url)
    sandbox = DockerSandbox(SandboxSpec(limits=LIMITS), options, entry=SNIPPETS)
    os.kill(own.pid, signal.SIGSTOP)
    try:
        with pytest.raises(SandboxUnavailable):
            DockerSandbox(SandboxSpec(), options)
        assert attempt(sandbox.open(), "answer = 1", {}) == 1
        sandbox._session.finish()  # type: ignore[union-attr]  # opened above
        sandbox._zygote.hang_up()
        with pytest.raises(JudgeFault):
            sandbox.open()
        sandbox.close()
    finally:
        os.kill(own.pid, signal.SIGCONT)
    engine = Engine(own.url)
    label = {"label": f"{OWNER}={engines.owner()}"}
    assert until(lambda: not engine._api.containers(filters=label)), "what was asked to end has ended"
    for late in engine._api.containers(all=True, filters=label):  # made when nobody waited any more: the next reap's
        engine.remove(late["Id"])
    engine.close()


@pytest.mark.parametrize("silent", [True, False], ids=["hung", "down"])
def test_grading_without_an_engine_ends_with_the_next_step_and_writes_no_report(silent: bool, tmp_path: Path) -> None:
    place = tmp_path / "docker.sock"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(place))
        if silent:  # else nobody listens any more, as after a crash
            server.listen()
        asked = ("--sandbox", "docker", "--engine", f"unix://{place}")
        run = Run(ROOT / "examples" / "cohort", tmp_path / "out", asked)
        code, said = run.finish()
    assert code == UNGRADED
    assert "no Docker engine answers" in said
    assert "autograde doctor" in said
    assert run.reports() == {}
