"""A warm process for tests: in a runtime folder of its own, bound to the life of a process of the test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from autograde import skeleton
from autograde.warm import place
from autograde.warm.client import BASE, listens
from grader.catalog import Course, open_course

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import os, sys
from pathlib import Path
from autograde.warm.client import ask
what, course = sys.argv[1:]
print("code", ask(what, Path(course), os.environ, as_json=False, lang="en"))
"""


def waited(until: Callable[[], bool], seconds: float = 60.0) -> bool:
    """Whether it came true; the limit only bounds a failing test."""
    deadline = time.monotonic() + seconds
    while not (happened := until()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return happened


@dataclass
class Warm:
    """One warm process and a way to ask it, from fresh processes as the command would."""

    runtime: Path
    environ: dict[str, str]
    path: Path
    leader: subprocess.Popen[bytes]
    process: subprocess.Popen[bytes]
    more: dict[str, str] = field(default_factory=dict)

    def ask(self, what: str | Path, course: Course, folder: Path) -> tuple[int | None, str]:
        """The exit code that ``client.ask`` gives (None: not served), and what was printed."""
        done = subprocess.run(
            [sys.executable, "-P", "-c", ASK, str(what), str(course.root)],
            cwd=folder, env=self.environ | self.more, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        text, _, code = done.stdout.rpartition("code ")
        return (None if code.strip() == "None" else int(code)), text + done.stderr

    def end(self) -> None:
        for process in (self.leader, self.process):
            process.kill()
            process.wait()
            if process.stdin:
                process.stdin.close()


def start(runtime: Path, source: Path, *, idle: float = 600.0, code: str | None = None) -> Warm:
    """Start a warm process of the code in ``source``; it may refuse to serve."""
    runtime.chmod(0o700)
    code = code or place.code_state((source / "autograde", source / "grader"))
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    environ = kept | {"PYTHONPATH": str(source), "XDG_RUNTIME_DIR": str(runtime), "PYTHONDONTWRITEBYTECODE": "1"}
    folder = place.runtime_folder(environ)
    assert folder
    path = place.socket_path(folder, code + place.environment_state(environ), BASE)
    leader = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    program = "import sys; from pathlib import Path; from autograde.warm import server\n"
    program += f"server.run(Path({str(path)!r}), {code!r}, {leader.pid}, ('numpy',), idle_seconds={idle})"
    process = subprocess.Popen([sys.executable, "-P", "-c", program], env=environ)
    return Warm(runtime, environ, path, leader, process)


@contextmanager
def short_folder() -> Iterator[Path]:
    """A folder with a short name: the address of a socket holds about a hundred bytes."""
    with tempfile.TemporaryDirectory(prefix="ag-") as folder:
        yield Path(folder)


@pytest.fixture
def runtime() -> Iterator[Path]:
    with short_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of our code that nobody edits while the tests run: every edit makes warm processes leave."""
    root = tmp_path_factory.mktemp("source")
    for package in ("autograde", "grader"):
        shutil.copytree(ROOT / package, root / package, ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.fixture(scope="module")
def warm(code: Path) -> Iterator[Warm]:
    if sys.platform != "linux":
        pytest.skip("warm processes are for Linux")
    with short_folder() as runtime:
        started = start(runtime, code)
        try:
            assert waited(lambda: listens(started.path) or started.process.poll() is not None)
            yield started
        finally:
            started.end()


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = tmp_path_factory.mktemp("course")
    (root / "exercises").mkdir()
    skeleton.create(root, skeleton.plan(Course(root, ()), "01_building_blocks", "centering", 1))
    return open_course(root)
