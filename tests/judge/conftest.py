"""A toy exercise with a hidden suite, graded for real: warm judge, sandboxed candidate."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.catalog import open_course
from grader.errors import SandboxUnavailable
from grader.model import Exercise, Report, Submission
from grader.pipeline import Grader
from grader.sandbox.base import Sandbox, SandboxSpec
from grader.sandbox.process import ProcessSandbox
from grader.sandbox.unsafe import UnsafeSandbox

MANIFEST = """
number = 1
slug = "toy"
kind = "{kind}"
tier = "core"
title = {{ en = "Toy", ko = "연습" }}
summary = {{ en = "Toy", ko = "연습" }}
forbidden = ["numpy.convolve"]

[limits]
load_seconds = 5.0
call_seconds = 1.0
case_seconds = 4.0
total_seconds = 20.0
memory_mib = 512
output_kib = 256
deaths = 2

[[tasks]]
name = "double"
points = 3
title = {{ en = "Double", ko = "두 배" }}

[[tasks]]
name = "forward"
points = 2
opaque = [1]
title = {{ en = "Forward", ko = "순전파" }}

[[tasks]]
name = "backward"
points = 2
title = {{ en = "Backward", ko = "역전파" }}
"""

REFERENCE = '''
import numpy as np


def double(x):
    """Twice x."""
    # <solution>
    return 2 * x
    # </solution>


def forward(x, param):
    """x times param["k"]."""
    # <solution>
    return x * param["k"], (x, param["k"])
    # </solution>


def backward(dout, cache):
    """Gradient of forward."""
    # <solution>
    return dout * cache[1]
    # </solution>
'''

WRONG = '''
"""
title = { en = "Squares", ko = "제곱" }
fails = ["test_double"]
hint = { en = "Doubling is not squaring.", ko = "두 배는 제곱이 아니에요." }
"""


def double(x):
    return x * x
'''

SUITE = '''
from grader.judge import case, expect


@case("double", "Twice the input", "입력의 두 배")
def test_double(student, reference, rng):
    x = rng.standard_normal((3, 4)) + 3
    expect.close(student.double(x), lambda: reference.double(x), "out")


@case("double", "The input stays", "입력은 그대로예요", group="hygiene")
def test_double_keeps_input(student, rng):
    x = rng.standard_normal(3)
    student.double(x)
    expect.unmodified(student, 0, what="x")


@case("forward", "Scaled", "곱해요")
def test_forward(student, reference, rng):
    x, param = rng.standard_normal(5), {"k": 3.0}
    out, _ = student.forward(x, param)
    expect.close(out, reference.forward(x, param)[0], "out")


@case("backward", "Gradient", "기울기", needs=("forward",))
def test_backward(student, rng):
    x, dout = rng.standard_normal(5), rng.standard_normal(5)
    _, cache = student.forward(x, {"k": 3.0})
    expect.gradient(student.backward(dout, cache), 3.0 * dout, "dx")
'''


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """The strongest sandbox this machine has; the tests here are about the judge."""
    spec = SandboxSpec()
    chosen: Sandbox
    try:
        chosen = ProcessSandbox(spec)
    except SandboxUnavailable:
        chosen = UnsafeSandbox(spec)
    yield chosen
    chosen.close()


def write_exercise(root: Path, suite: str = SUITE, kind: str = "numpy") -> Exercise:
    """Write the toy exercise below ``root``, with another hidden suite if given."""
    published, private = root / "exercises/01_toys/toy", root / "solutions/01_toys/toy"
    (private / "wrong").mkdir(parents=True)
    published.mkdir(parents=True)
    (published / "exercise.toml").write_text(MANIFEST.format(kind=kind), encoding="utf-8")
    (published / "toy.py").write_text("", encoding="utf-8")
    (private / "toy.py").write_text(REFERENCE, encoding="utf-8")
    (private / "test_hidden.py").write_text(suite, encoding="utf-8")
    (private / "wrong" / "W1_squares.py").write_text(WRONG, encoding="utf-8")
    return open_course(root).get("toy")


@pytest.fixture(scope="session")
def grader_for(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Grader]]:
    """A warm grader per suite, shared by all tests: that is how submissions are graded in practice, too."""
    open_graders: dict[str, Grader] = {}

    def find(suite: str = SUITE) -> Grader:
        if suite not in open_graders:
            exercise = write_exercise(tmp_path_factory.mktemp("course"), suite)
            open_graders[suite] = Grader(exercise, sandbox, suite="hidden", secret=b"test", device="cpu")
        return open_graders[suite]

    yield find
    for grader in open_graders.values():
        grader.close()


@pytest.fixture(scope="session")
def grade(grader_for: Callable[[str], Grader]) -> Callable[..., Report]:
    """Grades a source text against the toy exercise (or a suite of the test's own)."""

    def run(source: str | bytes, suite: str = SUITE) -> Report:
        return grader_for(suite).grade(hand_in(source))

    return run


def hand_in(source: str | bytes) -> Submission:
    """``source`` as a submission."""
    data = source.encode("utf-8") if isinstance(source, str) else source
    return Submission("student", "toy.py", {"toy.py": data}, hashlib.sha256(data).hexdigest())
