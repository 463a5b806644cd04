"""When we break: a fault and never a score, the next grader works, and nothing is left behind."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.errors import JudgeFault
from grader.model import Exercise, RunFacts, Verdict
from grader.pipeline import Grader
from grader.sandbox.base import Sandbox
from grader.sandbox.fake import FakeSandbox
from grader.wire import Channel, WireError
from tests.judge.conftest import hand_in, write_exercise

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts processes and descriptors in /proc")

RIGHT = """
def double(x): return 2 * x
def forward(x, param): return param["k"] * x, param["k"]
def backward(dout, cache): return cache * dout
"""
SLOW = """
import time
def double(x): time.sleep(0.2); return 2 * x
def forward(x, param): time.sleep(60)
"""


def open_descriptors(pid: int | str = "self") -> int:
    """Open descriptors of a process; 0 where they may not be seen (an ordinary user and a judge)."""
    try:
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    except PermissionError:
        return 0


def parents() -> dict[int, int]:
    """Parent of every living process."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            found[int(path.parent.name)] = int(path.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    return found


def descendants(pid: int) -> set[int]:
    tree = parents()
    found = {child for child, parent in tree.items() if parent == pid}
    while more := {child for child, parent in tree.items() if parent in found} - found:
        found |= more
    return found


def ended(pid: int) -> bool:
    """Whether a process of ours is dead, even if nobody asked for its status yet."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"


def wait_until(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Polls for something that is certain to happen; the limit only ends a broken run."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.005)
    return condition()


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    return write_exercise(tmp_path_factory.mktemp("course"))


@pytest.fixture
def grader(exercise: Exercise, sandbox: Sandbox) -> Iterator[Grader]:
    with Grader(exercise, sandbox, suite="hidden", secret=b"s", device="cpu") as grader:
        yield grader


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: ended(pid))


def fault_in_the_middle(grader: Grader) -> JudgeFault:
    """What comes of killing the judge as soon as it has told of a case."""
    with pytest.raises(JudgeFault) as seen:
        grader.grade(hand_in(SLOW), on_case=lambda *_: kill(grader.judge_pid))
    return seen.value


def test_a_judge_that_dies_in_the_middle_is_a_fault(grader: Grader) -> None:
    assert "the judge ended" in fault_in_the_middle(grader).message


def test_a_judge_that_died_before_is_a_fault_and_no_error_of_the_wire(grader: Grader) -> None:
    kill(grader.judge_pid)
    for _ in range(2):
        with pytest.raises(JudgeFault):
            grader.grade(hand_in(RIGHT))


def test_after_a_fault_a_fresh_grader_in_the_same_sandbox_works(exercise: Exercise, sandbox: Sandbox) -> None:
    with Grader(exercise, sandbox, suite="hidden", secret=b"s", device="cpu") as broken:
        fault_in_the_middle(broken)
    with Grader(exercise, sandbox, suite="hidden", secret=b"s", device="cpu") as fresh:
        assert fresh.grade(hand_in(RIGHT)).verdict is Verdict.ACCEPTED


def test_a_sandbox_that_is_gone_is_a_fault(exercise: Exercise) -> None:
    gone = FakeSandbox(lambda _: None)
    gone.close()
    with Grader(exercise, gone, suite="hidden", secret=b"s", device="cpu") as grader, pytest.raises(JudgeFault):
        grader.grade(hand_in(RIGHT))


# --- a submission cannot make us break -----------------------------------------------------------------

Reply = Callable[[dict[str, Any]], dict[str, Any]]

LIES: dict[str, Reply] = {
    "error-is-no-record": lambda _: {"err": 5},
    "error-without-a-name": lambda _: {"err": {"type": []}},
    "load-failure-without-a-name": lambda _: {"load": {"type": {}, "kind": [], "name": 10**400, "line": 10**400}},
    "load-failure-is-no-record": lambda _: {"load": [1]},
    "forbidden-is-no-name": lambda _: {"ok": None, "forbidden": {}},
    "changes-are-no-record": lambda _: {"ok": None, "m": 5},
    "beyond-floats": lambda request: {"ok": None if request["op"] == "load" else 10**400},
    "first-answer-is-odd": lambda request: {"err": 5} if "begin" in request else {"ok": None},
    "changed-everything": lambda _: {"ok": None, "m": {0: {}, 1: [], 2: 10**400, None: 1, "x": b""}},
}


@pytest.mark.parametrize("name", LIES)
def test_no_lie_of_a_submission_is_a_fault_of_ours(
    exercise: Exercise, lying: Callable[[Reply], Grader], name: str
) -> None:
    report = lying(LIES[name]).grade(hand_in(RIGHT))
    assert (report.scored, report.earned_milli) == (True, 0)


@pytest.fixture(scope="module")
def lying(exercise: Exercise) -> Iterator[Callable[[Reply], Grader]]:
    """A grader whose candidate replies what it likes."""
    replies: list[Reply] = []

    def serve(sock: socket.socket) -> None:
        channel = Channel(sock, candidate=True)
        try:
            while True:
                request = channel.receive(lambda opaque: opaque)
                channel.send({"n": request["n"], **replies[-1](request)})
        except WireError:
            return

    sandbox = FakeSandbox(serve, ending=RunFacts(exit_code=0))
    with Grader(exercise, sandbox, suite="hidden", secret=b"s", device="cpu") as grader:

        def telling(reply: Reply) -> Grader:
            replies.append(reply)
            return grader

        yield telling
    sandbox.close()


# --- nothing is left -----------------------------------------------------------------------------------


def test_closing_leaves_no_process_and_no_descriptor(exercise: Exercise, sandbox: Sandbox) -> None:
    before = open_descriptors(), descendants(os.getpid())
    with Grader(exercise, sandbox, suite="hidden", secret=b"s", device="cpu") as grader:
        grader.grade(hand_in(RIGHT))
    grader.close()
    assert (open_descriptors(), descendants(os.getpid())) == before


def test_a_fault_leaves_no_process_and_no_descriptor(exercise: Exercise, sandbox: Sandbox) -> None:
    before = open_descriptors(), descendants(os.getpid())
    with Grader(exercise, sandbox, suite="hidden", secret=b"s", device="cpu") as grader:
        fault_in_the_middle(grader)
    assert (open_descriptors(), descendants(os.getpid())) == before


def test_a_report_does_not_depend_on_what_was_judged_before(
    exercise: Exercise, sandbox: Sandbox, grader: Grader
) -> None:
    def told(grader: Grader) -> list[tuple[object, ...]]:
        report = grader.grade(hand_in("def double(x): return x ** 2\ndef forward(x, param): return x, 1\n"))
        return [(c.label, c.verdict, c.messages, c.mismatch, c.hint) for task in report.tasks for c in task.cases]

    for source in (RIGHT, "import os\nos._exit(1)\n", "def double(x): x[...] = 0; return x\n"):
        grader.grade(hand_in(source))
    with Grader(exercise, sandbox, suite="hidden", secret=b"s", device="cpu") as fresh:
        assert told(grader) == told(fresh)


def test_a_hundred_submissions_leave_nothing_behind(grader: Grader) -> None:
    sources = [RIGHT, "def double(x:\n", "import os\nos._exit(1)\n", "def double(x): return -x\n"]

    def grade(number: int) -> None:
        report = grader.grade(hand_in(f"{sources[number % 4]}\n# {number}\n"))
        assert (report.verdict is Verdict.ACCEPTED) == (number % 4 == 0)

    def left() -> tuple[int, int, int]:
        return open_descriptors(), open_descriptors(grader.judge_pid), len(descendants(os.getpid()))

    for number in range(4):
        grade(number)
    before = left()
    for number in range(100):
        grade(number)
    assert left() == before
