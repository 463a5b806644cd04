"""A suite as its author sees it: what is refused at collection, what a test may do, and where its inputs come from."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.errors import AuthoringError, JudgeFault
from grader.judge.inline import _Sessions
from grader.judge.link import Link, LoadRequest
from grader.judge.suite import SuitePlugin, SuiteSpec, collect
from grader.model import Case, CaseEvidence, Group, Limits, Outcome, Text
from grader.pipeline import Grader
from grader.sandbox.fake import FakeSandbox
from grader.wire import Channel, WireError
from tests.judge.conftest import hand_in, write_exercise

HEADER = "from grader.judge import case, expect\n"
TASKS = (("double", ()), ("forward", (1,)))


def spec(root: Path, suite: str, reference: bytes | None = None) -> SuiteSpec:
    path = root / "test_hidden.py"
    path.write_text(HEADER + suite, encoding="utf-8")
    return SuiteSpec(str(path), TASKS, reference, (), "cpu")


def plan(root: Path, suite: str) -> list[Case]:
    return collect(spec(root, suite), lambda _: None).plan


class Recorder:
    """A submission that answers 2 to every call and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.seeds: list[int] = []
        self.sandbox = FakeSandbox(self._serve)

    def _serve(self, sock: socket.socket) -> None:
        channel = Channel(sock, candidate=True)
        with contextlib.suppress(WireError):
            while True:
                request = channel.receive()
                if "begin" in request:
                    self.seeds.append(request["begin"])
                if request["op"] == "call":
                    self.asked.append(request["a"])
                ok = 2.0 if request["op"] == "call" else None
                channel.send({"n": request["n"], "ok": ok})

    def link(self) -> Link:
        sessions = _Sessions(self.sandbox)
        return Link(LoadRequest({}, "m.py", ()), Limits(), sessions.open, sessions.close)


def run(
    root: Path, suite: str, *, reference: bytes | None = None, recorder: Recorder | None = None
) -> dict[str, CaseEvidence]:
    """Evidence by test name of a submission that always answers 2."""
    found: list[CaseEvidence] = []

    def judge(plugin: SuitePlugin) -> None:
        plugin.load_trusted()
        found.extend(plugin.run((recorder or Recorder()).link(), b"k"))

    collect(spec(root, suite, reference), judge)
    return {seen.id: seen for seen in found}


# --- collection --------------------------------------------------------------------------------------


def test_the_plan_follows_the_file_and_counts_labels_per_task_and_group(tmp_path: Path) -> None:
    suite = """
@case("double", "One", "하나")
def test_b(student): ...

@case("double", "Two", "둘", group="robust", needs=("forward",))
def test_a(student): ...

@case("double", "Three", "셋")
def test_c(student): ...
"""
    found = plan(tmp_path, suite)
    assert [case.label for case in found] == ["double.core.1", "double.robust.1", "double.core.2"]
    assert found[1] == Case("test_a", "double.robust.1", "double", Group.ROBUST, Text("Two", "둘"), ("forward",))


def test_every_parameter_set_is_a_case(tmp_path: Path) -> None:
    suite = """
import pytest

@pytest.mark.parametrize("n", [1, 2, 3])
@case("double", "t", "t")
def test_it(student, n): ...
"""
    assert [case.id for case in plan(tmp_path, suite)] == ["test_it[1]", "test_it[2]", "test_it[3]"]


TWINS = """
class TestA:
    @case("double", "t", "t")
    def test_twin(self, student): ...

class TestB:
    @case("double", "t", "t")
    def test_twin(self, student): ...
"""


@pytest.mark.parametrize(
    ("suite", "says"),
    [
        ("def test_bare(student): ...", "test_bare"),
        ('@case("tripel", "t", "t")\ndef test_of_nothing(student): ...', "test_of_nothing"),
        ('@case("double", "t", "t", group="extra")\ndef test_x(student): ...', "extra"),
        ("import nothing_like_this", "nothing_like_this"),
        ("def test_broken(:", "SyntaxError"),
        ("x = 1", "no tests"),
        ("1 / 0", "ZeroDivisionError"),
        (TWINS, "test_twin"),
    ],
    ids=["no-declaration", "no-task", "no-group", "import", "syntax", "empty", "raises", "twins"],
)  # fmt: skip
def test_a_suite_that_cannot_be_collected_names_what_is_wrong(tmp_path: Path, suite: str, says: str) -> None:
    with pytest.raises(AuthoringError, match=says):
        plan(tmp_path, suite)


def test_one_bad_test_spoils_the_suite(tmp_path: Path) -> None:
    with pytest.raises(AuthoringError, match="test_bad"):
        plan(tmp_path, '@case("double", "t", "t")\ndef test_good(student): ...\n\ndef test_bad(student): ...\n')


def test_what_lies_beside_a_suite_does_not_configure_it(tmp_path: Path) -> None:
    hostile = "raise RuntimeError('read')\n"
    (tmp_path / "conftest.py").write_text(hostile, encoding="utf-8")
    (tmp_path / "sitecustomize.py").write_text(hostile, encoding="utf-8")
    for name in ("pytest.ini", "tox.ini", "setup.cfg"):
        (tmp_path / name).write_text("[pytest]\naddopts = --collect-only --strange\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.pytest.ini_options]\npython_files = "x"\n', encoding="utf-8")
    seen = run(tmp_path, '@case("double", "t", "t")\ndef test_it(student): expect.close(student.double(1.0), 2.0)\n')
    assert seen["test_it"].outcome is Outcome.PASSED


# --- what a test may do ----------------------------------------------------------------------------------

TESTS = """
import pytest

@case("double", "t", "t")
def test_passes(student):
    expect.close(student.double(1.0), 2.0)

@case("double", "t", "t")
def test_asks_nothing(student):
    expect.holds(True, "x")

@case("double", "t", "t")
def test_without_student(rng):
    expect.holds(True, "x")

@case("double", "t", "t")
def test_expects_nothing(student):
    student.double(1.0)

@case("double", "t", "t")
def test_only_begins(student):
    student.seed(1)
    expect.holds(True, "x")

@case("double", "t", "t")
def test_breaks_before_asking(student):
    [][0]

@case("double", "t", "t")
def test_takes_the_answer_apart(student):
    a, b = student.double(1.0)

@case("double", "t", "t")
def test_asserts(student):
    assert student.double(1.0) == 3.0

@case("double", "t", "t")
def test_skips(student):
    pytest.skip("not here")

@case("double", "t", "t")
def test_needs_what_is_not_there(student, no_such_fixture):
    expect.close(student.double(1.0), 2.0)

@pytest.fixture
def breaks_afterwards():
    yield
    raise OSError("late")

@case("double", "t", "t")
def test_breaks_afterwards(student, breaks_afterwards):
    expect.close(student.double(1.0), 2.0)

@pytest.mark.skip
@case("double", "t", "t")
def test_marked_skip(student):
    expect.close(student.double(1.0), 2.0)

@pytest.mark.xfail
@case("double", "t", "t")
def test_marked_xfail(student):
    expect.close(student.double(1.0), 3.0)
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, CaseEvidence]:
    return run(tmp_path_factory.mktemp("suite"), TESTS)


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("test_passes", Outcome.PASSED),
        ("test_asks_nothing", Outcome.BROKEN),
        ("test_without_student", Outcome.BROKEN),
        ("test_expects_nothing", Outcome.FAILED),
        ("test_breaks_before_asking", Outcome.BROKEN),
        ("test_takes_the_answer_apart", Outcome.FAILED),
        ("test_asserts", Outcome.FAILED),
        ("test_skips", Outcome.NOT_RUN),
        ("test_needs_what_is_not_there", Outcome.BROKEN),
        ("test_marked_skip", Outcome.NOT_RUN),
        ("test_marked_xfail", Outcome.FAILED),
    ],
)
def test_each_ending_of_a_test_has_its_outcome(seen: dict[str, CaseEvidence], name: str, outcome: Outcome) -> None:
    assert seen[name].outcome is outcome


def test_a_tear_down_that_breaks_is_no_pass(seen: dict[str, CaseEvidence]) -> None:
    assert seen["test_breaks_afterwards"].outcome is not Outcome.PASSED


def test_a_broken_test_says_why(seen: dict[str, CaseEvidence]) -> None:
    assert seen["test_asks_nothing"].note == "the test asked the student nothing"
    assert "IndexError" in seen["test_breaks_before_asking"].note


def test_the_title_of_a_difference_tells_nothing_of_the_assertion(seen: dict[str, CaseEvidence]) -> None:
    assert "3.0" not in repr(seen["test_asserts"])


EARLY = """
@case("double", "t", "t")
def test_early(student, reference):
    expected = reference.double(1.0)
    expect.close(student.double(1.0), expected)

@case("double", "t", "t")
def test_in_time(student, reference):
    expect.close(student.double(1.0), lambda: reference.double(1.0))

@case("double", "t", "t")
def test_constant(student, reference):
    student.double(1.0)
    expect.equal(reference.SIZE, 3)

@case("double", "t", "t")
def test_of_a_list(student, reference):
    items = [1.0]
    student.double(items)
    expect.equal(reference.first(items), 1.0)
"""
REFERENCE = b"SIZE = 3\ndef double(x): return 2 * x\ndef first(items): return items[0]\n"


def test_asking_the_reference_before_the_student_is_an_authoring_error(tmp_path: Path) -> None:
    seen = run(tmp_path, EARLY, reference=REFERENCE)
    assert seen["test_early"].outcome is Outcome.BROKEN
    assert "before the student" in seen["test_early"].note
    assert [seen[f"test_{name}"].outcome for name in ("in_time", "constant", "of_a_list")] == [Outcome.PASSED] * 3


def test_a_public_suite_has_no_reference(tmp_path: Path) -> None:
    assert run(tmp_path, EARLY)["test_in_time"].outcome is Outcome.BROKEN


# --- through a whole grader --------------------------------------------------------------------------------


def others(*, but: str = "") -> str:
    return "".join(
        f'\n@case("{task}", "t", "t")\ndef test_{task}(student):\n    expect.equal(student.{task}(1), 1)\n'
        for task in ("double", "forward", "backward")
        if task != but
    )


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("expected = reference.double(1.0)\n    expect.close(student.double(1.0), expected)", "before the student"),
        ("expect.holds(True, 'x')", "asked the student nothing"),
    ],
    ids=["reference-first", "asks-nothing"],
)
def test_a_broken_test_is_our_fault_and_never_a_score(
    grader_for: Callable[[str], Grader], body: str, says: str
) -> None:
    suite = HEADER + others(but="double")
    suite += f'\n@case("double", "t", "t")\ndef test_wrong(student, reference):\n    {body}\n'
    with pytest.raises(JudgeFault, match=says):
        grader_for(suite).grade(hand_in("def double(x): return 2 * x\n"))


def test_a_suite_that_cannot_be_collected_opens_no_grader(grader_for: Callable[[str], Grader]) -> None:
    with pytest.raises(AuthoringError, match="test_bare"):
        grader_for("def test_bare(student): ...\n")


# --- seeds -------------------------------------------------------------------------------------------------

INPUTS = """
@case("double", "t", "t")
def test_one(student, rng):
    expect.equal(student.double(rng.standard_normal(4)), 1)

@case("double", "t", "t")
def test_two(student, rng):
    expect.equal(student.double(rng.standard_normal(4)), 1)
"""


def test_tests_of_one_suite_get_different_inputs_and_seeds(tmp_path: Path) -> None:
    recorder = Recorder()
    run(tmp_path, INPUTS, recorder=recorder)
    (first,), (second,) = recorder.asked
    assert not (first == second).any()
    assert len(set(recorder.seeds)) == 2


def test_the_order_of_running_changes_no_inputs_and_is_the_one_asked_for(tmp_path: Path) -> None:
    forwards, backwards = Recorder(), Recorder()
    ids: list[str] = []

    def judge(plugin: SuitePlugin) -> None:
        list(plugin.run(forwards.link(), b"k"))
        ids.extend(seen.id for seen in plugin.run(backwards.link(), b"k", [1, 0]))

    collect(spec(tmp_path, INPUTS), judge)
    assert ids == ["test_two", "test_one"]
    assert [a[0].tolist() for a in forwards.asked] == [a[0].tolist() for a in reversed(backwards.asked)]


GLOBAL = """
import random
import numpy as np

@case("double", "t", "t")
def test_draws(student):
    expect.equal(student.double([random.random(), float(np.random.rand())]), 1)
"""


def test_global_generators_of_the_judge_do_not_remember_what_was_judged_before(tmp_path: Path) -> None:
    first, second = Recorder(), Recorder()
    run(tmp_path, GLOBAL, recorder=first)
    run(tmp_path, GLOBAL, recorder=second)
    assert first.asked == second.asked


@pytest.fixture(scope="module")
def inputs_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, bytes], list[list[float]]]]:
    """The inputs that a submission is given by a grader with a given secret."""
    exercise = write_exercise(tmp_path_factory.mktemp("course"), HEADER + INPUTS + others(but="double"))
    recorder = Recorder()
    graders: dict[bytes, Grader] = {}

    def ask(source: str, secret: bytes) -> list[list[float]]:
        if secret not in graders:
            graders[secret] = Grader(exercise, recorder.sandbox, suite="hidden", secret=secret, device="cpu")
        recorder.asked.clear()
        graders[secret].grade(hand_in(source))
        return [asked[0].tolist() for asked in recorder.asked if hasattr(asked[0], "tolist")]

    yield ask
    for grader in graders.values():
        grader.close()


InputsOf = Callable[[str, bytes], list[list[float]]]


def test_the_same_submission_gets_the_same_inputs_again(inputs_of: InputsOf) -> None:
    assert inputs_of("a = 1", b"secret") == inputs_of("a = 1", b"secret")


def test_another_submission_gets_other_inputs(inputs_of: InputsOf) -> None:
    assert inputs_of("a = 1", b"secret") != inputs_of("a = 2", b"secret")


def test_another_secret_gives_other_inputs(inputs_of: InputsOf) -> None:
    assert inputs_of("a = 1", b"secret") != inputs_of("a = 1", b"another")
