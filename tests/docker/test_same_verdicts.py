"""One submission, one verdict: the same bytes from the process sandbox, a container, and a container behind gVisor."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from grader import intake
from grader.catalog import open_course
from grader.errors import SandboxUnavailable
from grader.model import Lang
from grader.pipeline import open_grader, sandbox_spec
from grader.report import renderer
from grader.sandbox.attacks import attempt
from grader.sandbox.base import Sandbox, SandboxSpec
from grader.sandbox.conformance import LIMITS, SNIPPETS
from grader.sandbox.docker import DockerOptions, DockerSandbox
from grader.sandbox.process import ProcessSandbox
from grader.sandbox.session import RUNNER

pytestmark = pytest.mark.docker

ROOT = Path(__file__).resolve().parents[2]
STUDENTS = ("mina", "emma", "trudy", "mallory", "oscar")
EXERCISES = ("softmax_cross_entropy", "batchnorm", "conv_naive")
ELSEWHERE = [(None, "warm"), (None, "fresh"), ("runsc", "warm"), ("runsc-streams", "warm")]
NAMES = ["container", "fresh", "gvisor", "streams"]
PROGRAMS = {
    "answers": "answer = 6 * 7",
    "raises": "raise ValueError('said so')",
    "exits": "import os\nos._exit(7)",
    "crashes": "import ctypes\nctypes.string_at(0)",
    "kills itself": "import os\nos.kill(os.getpid(), 9)\nanswer = 1",
    "prints": "import sys\nprint('out')\nprint('err', file=sys.stderr)\nanswer = 1",
    "numbers": "import numpy\nanswer = numpy.linalg.svd(numpy.arange(12.0).reshape(3, 4))[1].tolist()",
    "fills scratch": "try:\n open('f', 'wb').write(bytes(1 << 26))\nexcept OSError as e: answer = e.errno",
    "opens sockets": "import socket\nsocket.socket()",
    "reads elsewhere": "open('/etc/passwd')",
    "null device": "import os\nanswer = open(os.devnull).read()",
    "too much memory": "answer = len(bytearray(1 << 33))",
}


@contextmanager
def process(spec: SandboxSpec, entry: str) -> Iterator[Sandbox]:
    try:
        sandbox = ProcessSandbox(spec, entry=entry)
    except SandboxUnavailable as error:
        pytest.skip(error.message)
    with sandbox:
        yield sandbox


def said(sandbox: Sandbox, source: str) -> str:
    """Everything that a verdict could rest on."""
    session = sandbox.open()
    answer = attempt(session, source, {})
    facts = session.finish()
    ending = (facts.exit_code, facts.signal, facts.memory_exceeded, facts.output_exceeded, facts.stdout, facts.stderr)
    return repr((answer, ending))


@pytest.mark.parametrize("options", ELSEWHERE, indirect=True, ids=NAMES)
def test_programs_end_alike_in_every_sandbox(options: DockerOptions) -> None:
    spec = SandboxSpec(limits=LIMITS)
    with process(spec, SNIPPETS) as here, DockerSandbox(spec, options, entry=SNIPPETS) as there:
        seen = {name: (said(here, source), said(there, source)) for name, source in PROGRAMS.items()}
    assert {name: pair for name, pair in seen.items() if pair[0] != pair[1]} == {}


def graded(opened: Callable[[SandboxSpec], Any]) -> dict[str, str]:
    """Reports of a part of the cohort, without measured times and without the sandbox's own description."""
    found = {}
    course = open_course(ROOT)
    for exercise in (course.get(slug) for slug in EXERCISES):
        with opened(sandbox_spec(exercise)) as sandbox, open_grader(exercise, sandbox, secret=b"tests") as grader:
            for student in STUDENTS:
                path = ROOT / "examples" / "cohort" / student / exercise.filename
                if path.exists():
                    report = grader.grade(intake.take(path, exercise, student=student))
                    text = renderer("json")(report, Lang.EN)
                    found[f"{student}/{exercise.slug}"] = json.dumps(_timeless(json.loads(text)), sort_keys=True)
    return found


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        left_out = {"wall_seconds", "cpu_seconds", "peak_mib", "sandbox"}
        return {key: _timeless(inner) for key, inner in value.items() if key not in left_out}
    return [_timeless(inner) for inner in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def here() -> dict[str, str]:
    return graded(lambda spec: process(spec, RUNNER))


@pytest.mark.slow
@pytest.mark.parametrize("options", ELSEWHERE, indirect=True, ids=NAMES)
def test_reports_are_the_same_bytes_in_every_sandbox(options: DockerOptions, here: dict[str, str]) -> None:
    there = graded(lambda spec: DockerSandbox(spec, options))
    assert len(there) >= 10
    assert [name for name, report in here.items() if there[name] != report] == []
