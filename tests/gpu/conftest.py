"""A machine with an NVIDIA GPU and a PyTorch for it, or a visible skip. In both sandboxes, as far as there are both."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograde.gpus import GpuGrader, Gpus, asked_for
from autograde.grading import Policy
from grader import catalog
from grader.devices.model import DeviceFault
from grader.errors import SandboxUnavailable
from grader.model import Exercise, Report, Submission
from grader.sandbox.base import Sandbox, SandboxSpec
from grader.sandbox.docker import DockerOptions
from grader.sandbox.engine import DEFAULT_ENGINE

SECRET = b"of these tests"


@pytest.fixture(scope="session")
def gpus() -> Gpus:
    """The devices of this machine."""
    found = asked_for("cuda", wait_seconds=60.0)
    assert found is not None
    try:
        standing = found.pool.survey()
    except DeviceFault as error:
        pytest.fail(f"there is a driver, and it does not work: {error.message}")
    if not standing:
        pytest.skip("no NVIDIA GPU here: nvidia-smi is missing or names no device")
    if not found.usable():
        pytest.fail(f"no GPU is in service: {[seen.why for seen in standing]}")
    return found


@dataclass
class Place:
    """Grades ``exercise`` on a GPU behind one backend."""

    exercise: Exercise
    grader: GpuGrader
    gpus: Gpus

    def grade(self, more: str = "", *, source: bytes | None = None) -> Report:
        """The report on the reference (or ``source``) with ``more`` appended."""
        whole = (source or catalog.reference_source(self.exercise)) + b"\n\n" + more.encode()
        name, digest = self.exercise.filename, hashlib.sha256(whole).hexdigest()
        return self.grader.grade(Submission("student", name, {name: whole}, digest))


@pytest.fixture(scope="session", params=["process", "docker"])
def open_sandbox(request: pytest.FixtureRequest, gpus: Gpus) -> Callable[[SandboxSpec], Sandbox]:
    """Opens sandboxes of one backend; a machine on which CUDA starts in neither fails, one without docker skips it."""
    engine = os.environ.get("AUTOGRADE_DOCKER_HOST") or os.environ.get("DOCKER_HOST") or DEFAULT_ENGINE
    policy = Policy(request.param, docker=DockerOptions(engine), gpus=gpus)
    if request.param == "docker":
        try:
            policy.open_sandbox(SandboxSpec()).close()
        except SandboxUnavailable as error:
            pytest.skip(f"docker: {error.message}")
    return policy.open_sandbox


@pytest.fixture(scope="session")
def place(open_sandbox: Callable[[SandboxSpec], Sandbox], gpus: Gpus) -> Iterator[Place]:
    """Batch normalisation in PyTorch, the first exercise that lists ``cuda``."""
    pytest.importorskip("torch")
    exercise = catalog.find_course(None, Path(__file__).parent).get("batchnorm-torch")
    with gpus.grader(exercise, SECRET, open_sandbox) as grader:
        yield Place(exercise, grader, gpus)
