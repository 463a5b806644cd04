"""``verify --watch``: proves again what changes on disk, and nothing else, until it is interrupted."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograde import skeleton
from autograde.cli.main import run
from autograde.verify.watch import Watch, changes, touched
from grader.catalog import Course, open_course

PATIENCE_SECONDS = 60


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Two exercises, complete with their hidden halves."""
    root = tmp_path / "course"
    (root / "exercises").mkdir(parents=True)
    for number, slug in enumerate(("centering", "scaling"), 1):
        skeleton.create(root, skeleton.plan(Course(root, ()), "01_building_blocks", slug, number))
    return open_course(root)


def watching(*rounds: list[Path]) -> Watch:
    """Stands for ``watchfiles.watch``: these paths change, one round after another."""
    return lambda *_, **__: ({(1, str(path)) for path in paths} for paths in rounds)


def test_a_file_of_either_half_belongs_to_its_exercise(course: Course) -> None:
    first, second = course.exercises
    assert first.private is not None
    assert touched(course.exercises, [first.private / "right" / "x.py"]) == (first,)
    assert touched(course.exercises, [second.published / "README.md"]) == (second,)
    assert touched(course.exercises, [course.root / "README.md"]) == ()


def test_first_it_is_said_that_nothing_is_missed_from_now_on(course: Course) -> None:
    assert list(changes(course.exercises, watching([], []))) == [()]


def test_rounds_without_an_exercise_are_passed_over(course: Course) -> None:
    first, second = course.exercises
    one, other, neither = first.published / "b", second.published / "a", course.root / "notes.txt"
    seen = changes(course.exercises, watching([], [neither], [other, one], [one]))
    assert list(seen) == [(), (first, second), (first,)]


def test_without_the_package_the_command_that_installs_it_is_named(
    course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert run(["verify", "--all", "--watch", "--course", str(course.root)], {}) == 2
    assert "pip install 'autograde[watch]'" in capsys.readouterr().err


def test_watching_is_nothing_for_one_document(course: Course) -> None:
    assert run(["verify", "--all", "--watch", "--json", "--course", str(course.root)], {}) == 2


@pytest.fixture
def lines(course: Course) -> Iterator[tuple[Callable[[], str], subprocess.Popen[str]]]:
    """The next line that a watching command prints, and the command."""
    argv = ["-m", "autograde.cli.main", "verify", "centering", "--watch", "--rewrites", "none"]
    started = subprocess.Popen(
        [sys.executable, *argv, "--course", str(course.root)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env={**os.environ, "AUTOGRADE_LANG": "en"},
        start_new_session=True,
    )
    printed: queue.Queue[str] = queue.Queue()

    def read() -> None:
        assert started.stdout is not None
        for line in started.stdout:
            printed.put(line)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    yield lambda: printed.get(timeout=PATIENCE_SECONDS), started
    started.kill()
    started.wait()
    reader.join()
    assert started.stdout is not None
    started.stdout.close()


def test_a_changed_exercise_is_proved_again_until_ctrl_c(
    course: Course, lines: tuple[Callable[[], str], subprocess.Popen[str]]
) -> None:
    pytest.importorskip("watchfiles")
    following, started = lines
    assert following().startswith("holds   centering")
    assert following() == "Waiting for changes. Ctrl-C ends.\n"

    centering, scaling = course.exercises
    (scaling.published / "scaling.py").write_text("x = 1\n", encoding="utf-8")  # not asked for
    stub = centering.published / "centering.py"
    stub.write_text("x = 1\n", encoding="utf-8")
    assert following().startswith("BROKEN  centering")
    assert "stub is generated from the reference" in following()
    assert following() == "Waiting for changes. Ctrl-C ends.\n"

    (centering.published / "exercise.toml").write_text("no = toml = at all", encoding="utf-8")
    assert "exercise.toml" in following()
    while following() != "Waiting for changes. Ctrl-C ends.\n":
        pass

    started.send_signal(signal.SIGINT)
    assert started.wait(PATIENCE_SECONDS) == 130
