"""A warm process is found by the right callers only, ends when its time is up, and is never needed."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from autograde.cli.main import run
from autograde.warm import client, place
from autograde.warm.client import BASE, listens
from grader.catalog import Course, reference_source
from tests.warm.conftest import Warm, start, waited

Starter = Callable[..., Warm]


@pytest.fixture
def begin(runtime: Path, code: Path) -> Iterator[Starter]:
    """Starts warm processes that the test sees the end of."""
    started: list[Warm] = []

    def begun(**more: object) -> Warm:
        started.append(start(runtime, code, **more))  # type: ignore[arg-type]
        return started[-1]

    yield begun
    for warm in started:
        warm.end()


def test_it_ends_with_the_terminal_session(begin: Starter) -> None:
    warm = begin()
    assert waited(lambda: listens(warm.path))
    warm.leader.kill()
    assert warm.process.wait(60) == 0
    assert not warm.path.exists()


def test_it_ends_when_nobody_asks(begin: Starter) -> None:
    assert begin(idle=0.1).process.wait(60) == 0


def test_it_does_not_serve_when_files_have_changed_since_it_was_started(begin: Starter) -> None:
    warm = begin(code="the state of other files")
    assert warm.process.wait(60) == 0
    assert not warm.path.exists()


def test_a_second_one_of_the_same_state_leaves_it_alone(begin: Starter) -> None:
    first = begin()
    assert waited(lambda: listens(first.path))
    assert begin().process.wait(60) == 0
    assert listens(first.path)


def test_a_newer_one_has_outdated_ones_leave(begin: Starter) -> None:
    old = begin()
    assert waited(lambda: listens(old.path))
    outdated = old.path.with_name(f"{'0' * 16}-{old.path.name.partition('-')[2]}")
    old.path.rename(outdated)
    new = begin()
    assert waited(lambda: listens(new.path))
    assert old.process.wait(60) == 0


def test_an_exercise_with_other_libraries_is_not_served(begin: Starter, course: Course, tmp_path: Path) -> None:
    warm = begin()
    assert waited(lambda: listens(warm.path))
    manifest = course.get("centering").published / "exercise.toml"
    before = manifest.read_text(encoding="utf-8")
    (tmp_path / "centering.py").write_bytes(reference_source(course.get("centering")))
    manifest.write_text('preload = ["sqlite3"]\n' + before, encoding="utf-8")
    try:
        assert warm.ask("centering.py", course, tmp_path)[0] is None
    finally:
        manifest.write_text(before, encoding="utf-8")


# --- who finds it -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["PYTHONPATH", "LD_LIBRARY_PATH", "OMP_NUM_THREADS", "LC_ALL", "CUDA_VISIBLE_DEVICES"])
def test_a_variable_that_matters_when_a_process_starts_asks_for_another_one(name: str) -> None:
    assert place.environment_state({name: "1"}) != place.environment_state({name: "2"})


@pytest.mark.parametrize("name", ["PWD", "TERM", "SHLVL", "AUTOGRADE_LANG"])
def test_other_variables_do_not(name: str) -> None:
    assert place.environment_state({name: "1"}) == place.environment_state({name: "2"})


def test_an_edited_file_of_ours_asks_for_another_one(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text("x = 1\n", encoding="utf-8")
    before = place.code_state((tmp_path,))
    assert place.code_state((tmp_path,)) == before
    (tmp_path / "module.py").write_text("x = 12\n", encoding="utf-8")
    assert place.code_state((tmp_path,)) != before


def test_a_folder_that_others_can_look_into_is_not_used(tmp_path: Path) -> None:
    environ = {"XDG_RUNTIME_DIR": str(tmp_path)}
    (tmp_path / "autograde").mkdir()
    (tmp_path / "autograde").chmod(0o755)
    assert place.runtime_folder(environ) is None
    (tmp_path / "autograde").chmod(0o700)
    assert place.runtime_folder(environ) == tmp_path / "autograde"


def test_a_link_that_somebody_left_there_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "autograde").symlink_to(tmp_path / "elsewhere")
    assert place.runtime_folder({"XDG_RUNTIME_DIR": str(tmp_path)}) is None


# --- never needed --------------------------------------------------------------------------------


@contextmanager
def impostor(path: Path, answer: bytes | None) -> Iterator[None]:
    """Listens at ``path``; says ``answer`` to the first caller, or hangs up at once."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind(str(path))
        listener.listen()

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                if answer is not None:
                    connection.recv(1 << 16)
                    connection.send(answer)
                    connection.recv(1 << 16)

        thread = threading.Thread(target=serve)
        thread.start()
        yield
        thread.join()


@pytest.mark.parametrize("answer", [None, b"nonsense", b"ready"])
def test_whatever_else_listens_there_the_command_does_the_work_itself(
    answer: bytes | None, course: Course, tmp_path: Path, runtime: Path, code: Path
) -> None:
    environ = {**os.environ, "PYTHONPATH": str(code), "XDG_RUNTIME_DIR": str(runtime)}
    folder, state = place.runtime_folder(environ), place.code_state((code / "autograde", code / "grader"))
    assert folder
    path = place.socket_path(folder, state + place.environment_state(environ), BASE)
    warm = Warm(runtime, environ, path, subprocess.Popen(["true"]), subprocess.Popen(["true"]))
    (tmp_path / "centering.py").write_bytes(reference_source(course.get("centering")))
    with impostor(path, answer):
        assert warm.ask("centering.py", course, tmp_path) == (None, "")
    warm.end()


def test_streams_that_are_not_the_real_ones_are_not_given_away(capsys: pytest.CaptureFixture[str]) -> None:
    assert not client.possible()


def test_no_warm_asks_nobody(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(client, "ask", lambda *_, **__: asked.append("ask"))
    monkeypatch.setattr(client, "start", lambda *_: asked.append("start"))
    (tmp_path / "centering.py").write_bytes(reference_source(course.get("centering")))
    argv = ["check", str(tmp_path / "centering.py"), "--course", str(course.root)]
    assert (run([*argv, "--no-warm"], {}), asked) == (0, [])
    assert (run(argv, {}), asked) == (0, ["ask", "start"])


def test_nothing_is_started_where_there_is_no_terminal(tmp_path: Path) -> None:
    environ = {"XDG_RUNTIME_DIR": str(tmp_path)}
    client.start(BASE, environ)
    assert list(tmp_path.iterdir()) == []
