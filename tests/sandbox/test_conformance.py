"""Every backend keeps the promises of its tier, in every mode, as root and as an ordinary user."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from grader.errors import SandboxUnavailable
from grader.sandbox.base import Sandbox, SandboxSpec
from grader.sandbox.conformance import SNIPPETS, Check, checks
from grader.sandbox.process import Mode, ProcessSandbox
from grader.sandbox.unsafe import UnsafeSandbox
from tests.sandbox.conftest import UserPython

linux = pytest.mark.skipif(sys.platform != "linux", reason="the process sandbox needs Linux")


def _process(spec: SandboxSpec, mode: Mode) -> Sandbox:
    try:
        return ProcessSandbox(spec, mode=mode, entry=SNIPPETS)
    except SandboxUnavailable as error:
        pytest.skip(str(error))


@linux
@pytest.mark.sandbox
@pytest.mark.parametrize("check", checks(2), ids=lambda check: check.name)
def test_process_sandbox_with_namespaces(check: Check) -> None:
    check.run(lambda spec: _process(spec, "namespaces"))


@linux
@pytest.mark.sandbox
@pytest.mark.parametrize("check", checks(1), ids=lambda check: check.name)
def test_process_sandbox_with_landlock_only(check: Check) -> None:
    check.run(lambda spec: _process(spec, "landlock"))


@pytest.mark.parametrize("check", checks(0), ids=lambda check: check.name)
def test_unsafe_sandbox(check: Check) -> None:
    check.run(lambda spec: UnsafeSandbox(spec, entry=SNIPPETS))


@linux
@pytest.mark.sandbox
@pytest.mark.slow
@pytest.mark.parametrize(("mode", "tier"), [("namespaces", 2), ("landlock", 1)])
def test_process_sandbox_as_an_ordinary_user(user_python: UserPython, mode: str, tier: int) -> None:
    arguments = [user_python.executable, "-B", "-m", "grader.sandbox.conformance", "process", "--mode", mode]
    switch = os.geteuid() == 0
    done = subprocess.run(
        arguments,
        env=user_python.environment,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        user=user_python.uid if switch else None,
        group=user_python.uid if switch else None,
        extra_groups=[] if switch else None,
    )
    if "SandboxUnavailable" in done.stderr:
        pytest.skip(done.stderr[-500:])
    head, *rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert head["tier"] == tier
    assert [row for row in rows if row["broken"]] == []
    assert len(rows) == len(checks(tier))


def test_the_list_grows_with_the_tier() -> None:
    names = [{check.name for check in checks(tier)} for tier in (0, 1, 2)]
    assert names[0] < names[1] < names[2]
