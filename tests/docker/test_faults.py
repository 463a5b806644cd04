"""What happens when the engine, a container or its zygote fails: an error of ours, in bounded time, never a verdict."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.errors import JudgeFault, SandboxUnavailable
from grader.sandbox import containers
from grader.sandbox import engine as engines
from grader.sandbox.attacks import attempt
from grader.sandbox.base import SandboxSpec
from grader.sandbox.conformance import LIMITS, SNIPPETS
from grader.sandbox.docker import DockerOptions, DockerSandbox
from grader.sandbox.engine import OWNER, Engine
from grader.sandbox.image import seccomp_profile
from grader.sandbox.promises import LIMITS as PROMISED
from grader.wire import Channel, WireError
from tests.docker.conftest import collect_forgotten

pytestmark = [
    pytest.mark.docker,
    # The SDK forgets a socket that could not connect.
    pytest.mark.filterwarnings("ignore:Exception ignored in.*<socket.socket:pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def _nothing_forgotten() -> Iterator[None]:
    yield
    collect_forgotten()


SECONDS = 60.0


def snippets(options: DockerOptions) -> DockerSandbox:
    """A sandbox whose candidates run snippets."""
    return DockerSandbox(SandboxSpec(limits=LIMITS), options, entry=SNIPPETS)


def until(happened: Callable[[], bool]) -> bool:
    """Whether something happens before a hang must be assumed."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        if happened():
            return True
        time.sleep(0.1)
    return False


def ours(engine: Engine) -> list[str]:
    """Ids of the containers of this process."""
    found = engine._api.containers(all=True, filters={"label": f"{OWNER}={engines.owner()}"})
    return [seen["Id"] for seen in found]


def test_an_engine_that_is_not_there_is_named() -> None:
    with pytest.raises(SandboxUnavailable) as refused:
        DockerSandbox(SandboxSpec(), DockerOptions("unix:///nowhere/docker.sock"))
    assert "unix:///nowhere/docker.sock" in refused.value.message


def test_an_engine_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_ANSWER_SECONDS", 0.2)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "docker.sock"))
        silent.listen()
        with pytest.raises(SandboxUnavailable):
            DockerSandbox(SandboxSpec(), DockerOptions(f"unix://{tmp_path}/docker.sock"))


def test_a_missing_image_is_refused_with_the_command_that_builds_it(engine: Engine) -> None:
    with pytest.raises(SandboxUnavailable) as refused:
        engine.image(("autograde-candidate:no-such-variant",))
    assert "autograde image build" in refused.value.next_step


def test_an_unknown_runtime_is_refused(url: str) -> None:
    with pytest.raises(SandboxUnavailable) as refused:
        DockerSandbox(SandboxSpec(), DockerOptions(url, "no-such-runtime"))
    assert "no-such-runtime" in refused.value.message


def test_an_image_with_other_code_of_ours_is_refused(
    options: DockerOptions, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "code_digest", lambda: "another")
    with pytest.raises(SandboxUnavailable) as refused:
        DockerSandbox(SandboxSpec(), options)
    assert "autograde image build" in refused.value.next_step
    assert until(lambda: ours(engine) == [])


def test_a_module_that_the_image_lacks_is_refused(options: DockerOptions) -> None:
    with pytest.raises(SandboxUnavailable) as refused:
        DockerSandbox(SandboxSpec(modules=("no_such_module_here",)), options)
    assert "no_such_module_here" in refused.value.message


def test_a_gpu_is_refused(url: str) -> None:
    with pytest.raises(SandboxUnavailable):
        DockerSandbox(SandboxSpec(device="cuda"), DockerOptions(url))


@pytest.mark.parametrize("options", [(None, "warm"), (None, "fresh")], indirect=True, ids=["warm", "fresh"])
def test_a_container_killed_in_a_session_is_our_fault_and_is_replaced(options: DockerOptions, engine: Engine) -> None:
    with snippets(options) as sandbox:
        session = sandbox.open()
        assert attempt(session, "answer = 1", {}) == 1
        engine._api.kill(sandbox._zygote._container)
        with pytest.raises(WireError):
            Channel(session.channel).receive(seconds=SECONDS)
        with pytest.raises(JudgeFault):
            session.finish()
        assert attempt(sandbox.open(), "answer = 'again'", {}) == "again"


@pytest.mark.parametrize(
    "options", [("runsc", "warm"), ("runsc-streams", "warm")], indirect=True, ids=["gvisor", "streams"]
)
def test_a_container_behind_gvisor_killed_in_a_session_is_our_fault_and_is_replaced(
    options: DockerOptions, engine: Engine
) -> None:
    test_a_container_killed_in_a_session_is_our_fault_and_is_replaced(options, engine)


def test_a_zygote_killed_between_sessions_is_replaced(options: DockerOptions) -> None:
    with snippets(options) as sandbox:
        assert attempt(sandbox.open(), "answer = 1", {}) == 1
        sandbox._session.finish()  # type: ignore[union-attr]  # opened above
        first = os.pidfd_open(sandbox.pid)
        os.kill(sandbox.pid, signal.SIGKILL)
        assert until(lambda: not sandbox._zygote.alive)
        os.close(first)
        assert attempt(sandbox.open(), "answer = 2", {}) == 2


KILL_LEAVES = """
import os
parents = {int(pid): int(open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[1])
           for pid in os.listdir("/proc") if pid.isdigit()}
leaves = set(parents) - set(parents.values()) - {os.getpid()}
for pid in leaves:
    os.kill(pid, 9)
print(len(leaves))
"""
"""Ends every process of a container that has no child: between two sessions, the candidate that was forked ahead."""


@pytest.mark.parametrize("options", [("runsc", "warm")], indirect=True, ids=["gvisor"])
def test_behind_gvisor_a_candidate_is_forked_ahead_and_replaced_when_it_was_killed(
    options: DockerOptions, engine: Engine
) -> None:
    with snippets(options) as sandbox:
        assert attempt(sandbox.open(), "answer = 1", {}) == 1
        sandbox._session.finish()  # type: ignore[union-attr]  # opened above
        container = sandbox._zygote._container
        command = ["/python3", "-S", "-c", KILL_LEAVES]
        running = engine._api.exec_create(container, command, user="0:0", privileged=True)
        assert engine._api.exec_start(running).strip() == b"1"
        assert attempt(sandbox.open(), "answer = 2", {}) == 2
        assert sandbox._zygote._container == container


@pytest.mark.parametrize("options", [("runsc", "warm")], indirect=True, ids=["gvisor"])
def test_behind_gvisor_a_candidate_that_was_forked_ahead_inherits_nothing_of_the_one_before(
    options: DockerOptions,
) -> None:
    look = "import os, sys; answer = [os.getuid(), os.listdir('.'), hasattr(sys, 'left')]"
    leave = "import os, sys; sys.left = 1; open('left', 'w').close(); answer = os.getuid()"
    with snippets(options) as sandbox:
        users: list[object] = []
        for _ in range(3):
            users.append(attempt(sandbox.open(), leave, {}))
            sandbox._session.finish()  # type: ignore[union-attr]  # opened above
            seen = attempt(sandbox.open(), look, {})
            assert isinstance(seen, list)
            assert seen[1:] == [[], False]
            users.append(seen[0])
            sandbox._session.finish()  # type: ignore[union-attr]  # opened above
        assert len(set(users)) == len(users)


def test_an_engine_that_goes_away_does_not_end_a_warm_container_and_faults_when_it_is_needed(
    url: str, tmp_path: Path, engine: Engine
) -> None:
    if not url.startswith("unix://"):
        pytest.skip("the engine's address is no socket that could be hidden")
    link = tmp_path / "docker.sock"
    link.symlink_to(url.removeprefix("unix://"))
    with snippets(DockerOptions(f"unix://{link}")) as sandbox:
        link.unlink()
        sandbox._engine._api.close()
        assert attempt(sandbox.open(), "answer = 1", {}) == 1, "a warm container needs no engine"
        sandbox._session.finish()  # type: ignore[union-attr]  # opened above
        for container in ours(engine):
            engine.remove(container)
        assert until(lambda: not sandbox._zygote.alive)
        with pytest.raises(JudgeFault):
            sandbox.open()
        link.symlink_to(url.removeprefix("unix://"))
        assert attempt(sandbox.open(), "answer = 2", {}) == 2, "it comes back with the engine"


def test_workers_that_start_at_once_do_not_disturb_each_other(options: DockerOptions) -> None:
    answers: list[object] = []

    def work(number: int) -> None:
        with snippets(options) as sandbox:
            answers.extend(attempt(sandbox.open(), f"answer = {number}", {}) for _ in range(1))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert sorted(map(str, answers)) == ["0", "1", "2"]


def test_a_full_scratch_is_the_candidates_own_trouble(options: DockerOptions) -> None:
    fill = """
answer = 0
try:
    with open('large', 'wb') as file:
        while True:
            answer += file.write(bytes(1 << 16))
except OSError as error:
    answer = error.errno
"""
    with snippets(options) as sandbox:
        assert attempt(sandbox.open(), fill, {}) in (27, 28)  # EFBIG or ENOSPC
        sandbox._session.finish()  # type: ignore[union-attr]  # opened above
        assert attempt(sandbox.open(), "open('small', 'wb').write(bytes(1 << 20))\nanswer = 1", {}) == 1


_LEFT_ALONE = f"""
import sys, time
from grader.sandbox.base import SandboxSpec
from grader.sandbox.docker import DockerOptions, DockerSandbox
sandbox = DockerSandbox(SandboxSpec(), DockerOptions(sys.argv[1]), entry={SNIPPETS!r})
print(sandbox._zygote._container, flush=True)
time.sleep(1000)
"""


def test_a_killed_controller_leaves_no_container(url: str, engine: Engine) -> None:
    with subprocess.Popen([sys.executable, "-c", _LEFT_ALONE, url], stdout=subprocess.PIPE, text=True) as controller:
        assert controller.stdout
        container = controller.stdout.readline().strip()
        assert engine.is_running(container)
        controller.kill()
    assert until(lambda: not engine.is_running(container))


def test_what_a_dead_controller_left_is_removed_and_what_lives_is_not(
    engine: Engine, options: DockerOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = engine.image(("autograde-candidate:numpy",))
    spec = replace(SandboxSpec(), limits=PROMISED)
    host = containers.isolation(spec, seccomp_profile(), gvisor=False, runtime="runc", cores=1)
    place = engines.owner().rsplit(":", 2)[0]
    with snippets(options) as sandbox:
        with monkeypatch.context() as patch:
            patch.setattr(engines, "owner", lambda: f"{place}:{2**22 + 1}:1")
            orphan = engine.create(image, host, command=["/python3", "-c", "import time; time.sleep(1000)"])
        engine.start(orphan)
        assert engine.reap() >= 1
        assert until(lambda: not engine.is_running(orphan))
        assert attempt(sandbox.open(), "answer = 1", {}) == 1


def test_where_containers_cannot_see_our_sockets_the_standard_streams_serve(
    options: DockerOptions, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def elsewhere(*_: object) -> None:
        raise containers.Unreached("the folder lies on another machine")

    monkeypatch.setattr(containers.ContainerZygote, "_accept", elsewhere)
    with snippets(options) as sandbox:
        assert attempt(sandbox.open(), "answer = 1", {}) == 1
        assert len(ours(engine)) == 1


def test_closing_leaves_no_container_and_no_folder(
    options: DockerOptions, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with snippets(options) as sandbox:
        sandbox.open()
        assert len(ours(engine)) == 1
    assert until(lambda: ours(engine) == [])
    assert list(tmp_path.iterdir()) == []
