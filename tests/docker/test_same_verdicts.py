"""One program, one ending: the same from the process sandbox, a container, and a container behind gVisor."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from grader.errors import SandboxUnavailable
from grader.sandbox.attacks import attempt
from grader.sandbox.base import Sandbox, SandboxSpec
from grader.sandbox.conformance import LIMITS, SNIPPETS
from grader.sandbox.docker import DockerOptions, DockerSandbox
from grader.sandbox.process import ProcessSandbox

pytestmark = pytest.mark.docker

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
