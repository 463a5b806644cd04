"""Several controllers that begin in the same moment. It only starts and waits; it never judges."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import ExitStack
from typing import Any

from tests.sandbox.conftest import REPOSITORY

SECONDS = 120.0
_GUN = """
import json, sys
sys.path.insert(0, sys.argv[1])
def begin():
    print("ready", flush=True)
    sys.stdin.readline()
def end(seen):
    print(json.dumps(seen), flush=True)
    sys.stdin.read()
"""


def race(source: str, *arguments: str, controllers: int) -> list[Any]:
    """Run ``source`` in so many processes at once; what each gave to ``end``, after which it waits for the others.

    ``source`` calls ``begin()`` when it is ready and ``end(seen)`` when it is done; arguments begin at ``sys.argv[2]``.
    """
    command = [sys.executable, "-c", _GUN + source, str(REPOSITORY), *arguments]
    with ExitStack() as stack:
        started = []
        for _ in range(controllers):
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
            started.append(stack.enter_context(subprocess.Popen(command, **pipes)))  # type: ignore[call-overload]
        stack.callback(lambda: [process.kill() for process in started])
        assert [process.stdout.readline() for process in started] == [b"ready\n"] * controllers
        for process in started:
            process.stdin.write(b"\n")
            process.stdin.flush()
        seen = [process.stdout.readline() for process in started]
        assert all(seen), "a controller died"
        for process in started:
            process.stdin.close()
        assert [process.wait(SECONDS) for process in started] == [0] * controllers
    return [json.loads(line) for line in seen]
