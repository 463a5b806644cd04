"""Two controllers on one machine: neither starts worse nor loses anything because the other starts, too."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from grader.errors import SandboxUnavailable
from grader.model import Limits
from grader.sandbox import cgroup, owners
from grader.sandbox.base import SandboxSpec
from grader.sandbox.conformance import SNIPPETS
from grader.sandbox.process import ProcessSandbox
from tests.sandbox.racing import race

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(sys.platform != "linux", reason="the process sandbox needs Linux"),
]
NOBODYS = 2**22 + 1
"""Larger than any process number."""

_CONTROLLER = f"""
from grader.model import Limits
from grader.sandbox.attacks import attempt
from grader.sandbox.base import SandboxSpec
from grader.sandbox.process import ProcessSandbox
begin()
sandboxes = [ProcessSandbox(SandboxSpec(limits=Limits(memory_mib=512)), entry={SNIPPETS!r}) for _ in range(3)]
answers = [attempt(sandbox.open(), f"answer = {{number}}", {{}}) for number, sandbox in enumerate(sandboxes)]
end([answers, [sandbox.facts.layers for sandbox in sandboxes]])
for sandbox in sandboxes:
    sandbox.close()
"""


def test_controllers_that_start_at_once_get_every_layer_and_their_own_answers() -> None:
    try:
        with ProcessSandbox(SandboxSpec(limits=Limits(memory_mib=512)), entry=SNIPPETS) as alone:
            layers = list(alone.facts.layers)
    except SandboxUnavailable as error:
        pytest.skip(str(error))
    assert race(_CONTROLLER, controllers=2) == [[[0, 1, 2], [layers] * 3]] * 2


def test_only_what_a_dead_process_of_our_own_pid_namespace_left_is_orphaned() -> None:
    here = owners.pid_namespace()
    assert owners.is_orphaned(f"{NOBODYS}-{here}-more")
    assert not owners.is_orphaned(f"{owners.mark()}-more")
    assert not owners.is_orphaned(f"{NOBODYS}-{here}0-more"), "its owner may live where we cannot see it"
    assert not owners.is_orphaned("anything")
    assert not owners.is_orphaned("")


def test_groups_of_the_dead_are_removed_and_those_of_the_living_are_not(tmp_path: Path) -> None:
    here = owners.pid_namespace()
    living = {f"autograde-{owners.mark()}-1", f"autograde-{os.getppid()}-{here}-1", f"autograde-{NOBODYS}-{here}0-1"}
    for name in (*living, f"autograde-{NOBODYS}-{here}-1"):
        (tmp_path / name).mkdir()
    cgroup._remove_stale(tmp_path)
    assert {folder.name for folder in tmp_path.iterdir()} == living
