"""A check by a warm process is the check that the command would have made itself."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from grader.catalog import Course
from tests.warm.conftest import ASK, ROOT, Warm, waited

RIGHT = "def center(x):\n    return x - x.mean(axis=0)\n"
WRONG = "def center(x):\n    return x - x.mean()\n"
TALKATIVE = (
    "import os, sys\nprint(os.getcwd(), sorted(os.environ), sys.flags.hash_randomization, sys.stdout.encoding)\n"
    "print('pytest' in sys.argv[0], file=sys.stderr)\n" + RIGHT
)
CRASH = "import os\ndef center(x):\n    os._exit(3)\n"
FLOOD = "def center(x):\n    while True: print('x' * 100_000)\n"
HANGS = "import pathlib, os, time\npathlib.Path('pid').write_text(str(os.getpid()))\ntime.sleep(3600)\n"


@pytest.fixture
def homework(tmp_path: Path) -> Path:
    folder = tmp_path / "homework"
    folder.mkdir()
    return folder


def hand_in(folder: Path, source: str) -> None:
    (folder / "centering.py").write_text(source, encoding="utf-8")


def cold(warm: Warm, course: Course, folder: Path) -> tuple[int, str]:
    """The command itself, without a warm process."""
    argv = [sys.executable, "-P", "-m", "autograde.cli.main", "check", "--no-warm", "--lang", "en", "centering.py"]
    done = subprocess.run(
        [*argv, "--course", str(course.root)],
        cwd=folder, env=warm.environ | warm.more, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def untimed(text: str) -> str:
    return re.sub(r"\d+\.\d+ s\b", "- s", text)


@pytest.mark.parametrize("source", [TALKATIVE, CRASH, FLOOD, "def center(x:\n", ""])
def test_verdict_and_every_word_are_those_of_the_command(
    source: str, warm: Warm, course: Course, homework: Path
) -> None:
    hand_in(homework, source)
    code, text = warm.ask("centering.py", course, homework)
    own_code, own_text = cold(warm, course, homework)
    assert code == own_code
    assert untimed(text) == untimed(own_text)


def test_an_edit_counts_at_once(warm: Warm, course: Course, homework: Path) -> None:
    hand_in(homework, WRONG)
    assert warm.ask("centering.py", course, homework)[0] == 1
    hand_in(homework, RIGHT)
    assert warm.ask("centering.py", course, homework)[0] == 0


def test_an_edit_of_the_public_suite_counts_at_once(warm: Warm, course: Course, homework: Path) -> None:
    hand_in(homework, RIGHT)
    suite = course.get("centering").published / "test_public.py"
    before = suite.read_text(encoding="utf-8")
    suite.write_text("import nonsense_that_is_not_installed\n" + before, encoding="utf-8")
    try:
        assert warm.ask("centering.py", course, homework)[0] not in (0, None)
    finally:
        suite.write_text(before, encoding="utf-8")
    assert warm.ask("centering.py", course, homework)[0] == 0


def test_the_callers_folder_is_where_work_is_looked_for(warm: Warm, course: Course, homework: Path) -> None:
    hand_in(homework, RIGHT)
    assert warm.ask("centering", course, homework)[0] == 0
    code, text = warm.ask("centering", course, homework.parent)
    assert (code, "autograde start" in text) == (2, True)


def test_a_library_that_the_caller_has_not_is_not_there_either(warm: Warm, course: Course, homework: Path) -> None:
    """Nothing of one check is left for the next: a module that one submission made is unknown to another."""
    hand_in(homework, "import sys, types\nsys.modules['mine'] = types.ModuleType('mine')\n" + RIGHT)
    assert warm.ask("centering.py", course, homework)[0] == 0
    hand_in(homework, "import mine\n" + RIGHT)
    assert warm.ask("centering.py", course, homework)[0] == 1


def test_a_caller_that_goes_away_takes_its_check_along(warm: Warm, course: Course, homework: Path) -> None:
    hand_in(homework, HANGS)
    caller = subprocess.Popen(
        [sys.executable, "-P", "-c", ASK, "centering.py", str(course.root)],
        cwd=homework, env=warm.environ, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    assert waited((homework / "pid").exists)
    candidate = Path("/proc", (homework / "pid").read_text(encoding="utf-8"))
    caller.send_signal(signal.SIGKILL)
    caller.wait()
    assert waited(lambda: not candidate.exists())


def test_forked_candidates_keep_the_promises_of_the_unsafe_backend() -> None:
    program = (
        "import os, sys\n"
        "from grader.sandbox.conformance import SNIPPETS, checks\n"
        "from grader.sandbox.forked import ForkedSandbox, fork_keeper\n"
        "keeper = fork_keeper(os.environ, SNIPPETS)\n"
        "for check in checks(0): check.run(lambda spec: ForkedSandbox(spec, keeper)); print(check.name)\n"
        "keeper.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) >= 5
