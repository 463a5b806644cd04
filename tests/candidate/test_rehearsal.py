"""The zygote's rehearsal works and leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys

import pytest

from grader.candidate import rehearsal
from grader.candidate.runner import Server

_SCRIPT = """
import os, sys, numpy
from grader.candidate.ahead import import_ahead
from grader.candidate.rehearsal import rehearse

def state():
    return list(sys.meta_path), len(os.listdir("/dev/fd")), [name for name in sys.modules if "submission" in name]

import_ahead()
before = state()
rehearse()
assert state() == before
"""


def test_every_request_of_the_rehearsal_is_answered_as_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    replies: list[dict[str, object]] = []
    reply = Server._reply

    def noting(server: Server, answer: dict[str, object]) -> None:
        replies.append(answer)
        reply(server, answer)

    monkeypatch.setattr(Server, "_reply", noting)
    rehearsal.rehearse()
    errors = [answer["err"] for answer in replies if "err" in answer]
    assert len(replies) > 100
    assert {error["type"] for error in errors if isinstance(error, dict)} == {"NotImplementedError"}


def test_the_rehearsal_leaves_no_module_no_finder_and_no_descriptor() -> None:
    subprocess.run([sys.executable, "-c", _SCRIPT], check=True)
