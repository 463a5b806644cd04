"""Two controllers that share an engine: neither takes a container or a folder of the other for a leftover."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from grader.sandbox import containers, owners
from grader.sandbox import engine as engines
from grader.sandbox.attacks import attempt
from grader.sandbox.base import SandboxSpec
from grader.sandbox.conformance import LIMITS, SNIPPETS
from grader.sandbox.docker import DockerOptions, DockerSandbox
from grader.sandbox.engine import Engine
from grader.sandbox.image import seccomp_profile
from tests.sandbox.racing import race

pytestmark = pytest.mark.docker
NOBODYS = 2**22 + 1
"""Larger than any process number."""

_CONTROLLER = f"""
from grader.sandbox.attacks import attempt
from grader.sandbox.base import SandboxSpec
from grader.sandbox.conformance import LIMITS
from grader.sandbox.docker import DockerOptions, DockerSandbox
options = DockerOptions(sys.argv[2], isolation=sys.argv[3])
begin()
sandboxes = [DockerSandbox(SandboxSpec(limits=LIMITS), options, entry={SNIPPETS!r}) for _ in range(2)]
for sandbox in sandboxes:
    sandbox._engine.reap()
answers = [attempt(sandbox.open(), f"answer = {{number}}", {{}}) for number, sandbox in enumerate(sandboxes)]
end(answers)
for sandbox in sandboxes:
    sandbox.close()
"""


@pytest.mark.parametrize("isolation", ["warm", "fresh"])
def test_controllers_that_start_at_once_keep_their_containers(url: str, isolation: str) -> None:
    assert race(_CONTROLLER, url, isolation, controllers=2) == [[0, 1]] * 2


@contextmanager
def container_of(pid: int, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A container that was made and not started, as if by another process of this machine."""
    image = engine.image(("autograde-candidate:numpy",))
    host = containers.isolation(SandboxSpec(), seccomp_profile(), gvisor=False, runtime="runc", cores=1)
    place = engines.owner().rsplit(":", 2)[0]
    with monkeypatch.context() as patch:
        patch.setattr(engines, "owner", lambda: f"{place}:{pid}:{engines._started(pid)}")
        made = engine.create(image, host, command=["/python3", "-c", "import time; time.sleep(1000)"])
    yield made
    engine.remove(made)


def ids(engine: Engine) -> set[str]:
    return {seen["Id"] for seen in engine._api.containers(all=True)}


def test_a_container_that_another_controller_is_about_to_start_is_left_alone(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with container_of(os.getppid(), engine, monkeypatch) as theirs:
        engine.reap()
        assert theirs in ids(engine)


def test_a_container_made_too_late_is_removed_though_its_controller_lives_on(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with container_of(os.getpid(), engine, monkeypatch) as late, container_of(os.getpid(), engine, monkeypatch) as used:
        engine.start(used)
        monkeypatch.setattr(engines, "_is_old", lambda seen: seen["Id"] in (late, used))
        engine.reap()
        assert late not in ids(engine)
        assert engine.is_running(used)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there are no folders to share")
def test_starting_removes_folders_of_the_dead_and_none_of_the_living(
    options: DockerOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    here = owners.pid_namespace()
    living = {f"autograde-docker-{os.getppid()}-{here}-a", f"autograde-docker-{NOBODYS}-{here}0-a"}
    for name in (*living, f"autograde-docker-{NOBODYS}-{here}-a"):
        (tmp_path / name).mkdir()
    DockerSandbox(SandboxSpec(limits=LIMITS), options, entry=SNIPPETS).close()
    assert {folder.name for folder in tmp_path.iterdir()} == living


@pytest.mark.parametrize(
    ("options", "rehearsed"), [((None, "warm"), True), ((None, "fresh"), False)], indirect=["options"],
    ids=["warm", "fresh"],
)  # fmt: skip
def test_only_a_container_for_more_than_one_submission_rehearses(options: DockerOptions, rehearsed: bool) -> None:
    looks = "import sys\nanswer = 'grader.candidate.rehearsal' in sys.modules"
    with DockerSandbox(SandboxSpec(limits=LIMITS), options, entry=SNIPPETS) as sandbox:
        assert attempt(sandbox.open(), looks, {}) is rehearsed
