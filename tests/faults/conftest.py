"""The fault lab: a real course, a real cohort, the real command, and ways to hurt it while it runs.

Every test has two sizes: a small one that runs always, and the whole one with ``--whole`` (``make faults``). The whole
prints its figures, which docs/reliability.md quotes.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograde import grading, skeleton
from grader.catalog import Course, open_course, reference_source
from grader.errors import SandboxUnavailable
from tests.docker.conftest import engine, url  # noqa: F401  fixtures of the lab's containers
from tests.docker.test_engine_faults import own  # noqa: F401  the same

ROOT = Path(__file__).resolve().parents[2]
SECRET = "a secret of the fault lab alone"
SUBREAPER = 36
WRONG = "def center(x):\n    return x - x.mean()\n"
CRASH = "def center(x):\n    return 1 / 0\n"
STUB = "def center(x):\n    raise NotImplementedError\n"
HANG = "import time\ntime.sleep(3600)\n"
LIMITS = "\n[limits]\nload_seconds = 30.0\nmemory_mib = 512\n"

pytestmark = pytest.mark.faults


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole", action="store_true", help="The whole fault lab, not its small part.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.faults)


@pytest.fixture
def whole(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--whole", default=False))


@pytest.fixture
def figure(whole: bool, capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Prints a measured figure, in the whole lab."""

    def shown(text: str) -> None:
        if whole:
            with capsys.disabled():
                sys.stdout.write(f"\n  {text}\n")

    return shown


@pytest.fixture(scope="session", autouse=True)
def isolation() -> None:
    """Skips, visibly, where no real boundary exists."""
    try:
        grading.inspect_sandbox(grading.Policy(backend="process"))
    except SandboxUnavailable as error:
        pytest.skip(f"no isolation here: {error.message}")


@pytest.fixture(autouse=True)
def orphans() -> Iterator[Callable[[], list[str]]]:
    """Command lines of processes that lost their parent and came to us; none may be left at the end of a test."""
    libc = ctypes.CDLL(None)
    libc.prctl(SUBREAPER, 1, 0, 0, 0)
    before = set(_children())

    def left() -> list[str]:
        for pid in set(_children()) - before:
            try:
                os.waitpid(pid, os.WNOHANG)
            except ChildProcessError:
                continue
        found = [_words(pid) for pid in set(_children()) - before]
        return [words for words in found if not words.startswith("dockerd ")]  # an engine that a test has started anew

    yield left
    deadline = time.monotonic() + 10
    while (found := left()) and time.monotonic() < deadline:
        time.sleep(0.05)
    libc.prctl(SUBREAPER, 0, 0, 0, 0)
    assert found == []


def _children() -> list[int]:
    return descendants(os.getpid(), deep=False)


def _words(pid: int) -> str:
    try:
        return Path("/proc", str(pid), "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return ""


def descendants(pid: int, *, deep: bool = True) -> list[int]:
    """Processes below ``pid``, zombies included."""
    found: list[int] = []
    for task in Path("/proc", str(pid), "task").glob("*/children"):
        try:
            found += map(int, task.read_text(encoding="ascii").split())
        except OSError:
            continue
    return found + [below for child in found for below in descendants(child)] if deep else found


def named(pid: int, words: str) -> list[int]:
    """Descendants of ``pid`` whose command line holds ``words``."""
    return [child for child in descendants(pid) if words in _words(child)]


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = tmp_path_factory.mktemp("course")
    (root / "exercises").mkdir()
    skeleton.create(root, skeleton.plan(Course(root, ()), "01_building_blocks", "centering", 1))
    manifest = root / "exercises" / "01_building_blocks" / "centering" / "exercise.toml"
    text = manifest.read_text(encoding="utf-8")
    assert "[limits]" not in text
    head, tasks, rest = text.partition("[[tasks]]")
    manifest.write_text(head + LIMITS.lstrip() + "\n" + tasks + rest, encoding="utf-8")
    return open_course(root)


def make_cohort(root: Path, course: Course, students: int, *, more: str = "") -> Path:
    """Right, wrong, crashing, unfinished, unreadable and missing, in turn, each different from all others.

    All of them end with ``more``.
    """
    right = reference_source(course.get("centering")).decode("utf-8")
    for number in range(students):
        folder = root / f"student-{number:04d}"
        folder.mkdir(parents=True)
        source = (right, right, WRONG, right, CRASH, STUB, None, right, "\0", right)[number % 10]
        if source is not None:
            (folder / "centering.py").write_text(f"{source}\n{more}# {number}\n", encoding="utf-8")
    return root


@dataclass(frozen=True)
class Ended:
    """How one run of the command ended."""

    code: int
    out: str
    err: str

    @property
    def table(self) -> list[dict[str, Any]]:
        """The rows, measured times set aside."""
        rows = json.loads(self.out)["reports"]
        return [{key: value for key, value in row.items() if key not in ("wall_seconds", "report")} for row in rows]


@dataclass
class Lab:
    """One cohort and one report folder; ``start`` may be called again and again."""

    course: Course
    cohort: Path
    out: Path
    boundary: tuple[str, ...] = ("--sandbox", "process")

    def start(self, *more: str, before: str = "", **environ: str) -> subprocess.Popen[str]:
        """Start the command in a session of its own; ``before`` is Python that runs first in its process."""
        environ = {**os.environ, "AUTOGRADE_SECRET": SECRET, "PYTHONPATH": str(ROOT), **environ}
        program = f"import sys\n{before}\nfrom autograde.cli.main import main\nmain()"
        argv = [sys.executable, "-P", "-c", program, "grade", str(self.cohort), "--out", str(self.out), "--json"]
        options = ["--course", str(self.course.root), *self.boundary, "--lang", "en", *more]
        return subprocess.Popen(
            [*argv, *options], cwd=ROOT, env=environ,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True,
        )  # fmt: skip

    def run(self, *more: str, before: str = "", **environ: str) -> Ended:
        with self.start(*more, before=before, **environ) as process:
            out, err = process.communicate()
        return Ended(process.returncode, out, err)

    def files(self) -> dict[str, str]:
        """What people open, by name, measured times set aside."""
        found = (path for path in self.out.rglob("*") if path.suffix in (".html", ".json"))
        return {path.relative_to(self.out).as_posix(): _untimed(path.read_text(encoding="utf-8")) for path in found}

    def drafts(self) -> list[Path]:
        return [path for path in self.out.rglob("*") if path.name.endswith(".tmp")]


def _untimed(text: str) -> str:
    return (
        re.sub(r"\d+(\.\d+)?(e-\d+)?( s\b|(?=,?\n))", "-", text)
        if '"schema"' in text
        else re.sub(r"\d+(\.\d+)? (s|ms)\b", "-", text)
    )


def finished(process: subprocess.Popen[str], reports: int) -> bool:
    """Read progress until ``reports`` more reports are published; False if the run ends before."""
    assert process.stderr
    while reports > 0:
        line = process.stderr.readline()
        if not line:
            return False
        reports -= line.startswith("[")
    return True


def kill(process: subprocess.Popen[str]) -> None:
    """``kill -9`` of the controller alone; whatever it started must notice by itself."""
    process.send_signal(signal.SIGKILL)
    process.communicate()


Undisturbed = tuple[Ended, dict[str, str]]


@pytest.fixture
def lab(course: Course, tmp_path: Path) -> Callable[[int], Lab]:
    """Makes a lab with so many students."""

    def made(students: int, name: str = "out") -> Lab:
        root = tmp_path / f"cohort-{students}"
        return Lab(course, root if root.exists() else make_cohort(root, course, students), tmp_path / name)

    return made
