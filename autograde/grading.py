"""Chooses the sandbox and opens warm graders for the commands.

Exists so that ``check`` and ``grade`` agree on what runs where. Other people's code is graded behind a real
boundary or not at all: only a student's own practice run uses the ``unsafe`` backend by itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec

from autograde.gpus import GpuGrader, Gpus, on_cpu
from grader.errors import SandboxUnavailable
from grader.model import Exercise, Kind, Message, SandboxFacts
from grader.pipeline import Grader, open_grader, sandbox_spec
from grader.sandbox import image as images
from grader.sandbox.base import Sandbox, SandboxSpec
from grader.sandbox.choose import choose
from grader.sandbox.docker import DockerOptions
from grader.sandbox.engine import Engine

__all__ = ["Policy", "inspect_sandbox", "practice_grader", "practice_sandbox", "skip_reason"]

PRACTICE_SECRET = b"public suites have no secret"


@dataclass(frozen=True, slots=True)
class Policy:
    """How a cohort is isolated: which backend, and the lowest tier that will do.

    ``trusted`` says that the code is the caller's own, which alone permits the backend ``unsafe`` (tier 0);
    ``docker`` says how to use an engine where there is one, ``gpus`` which devices may be used (None: the CPU alone).
    """

    backend: str = "auto"
    lowest_tier: int = 1
    trusted: bool = False
    docker: DockerOptions = DockerOptions()
    gpus: Gpus | None = None

    def open_sandbox(self, spec: SandboxSpec) -> Sandbox:
        """A warm sandbox. Raises ``SandboxUnavailable`` when this machine offers less than what is required."""
        environment = dict(os.environ)
        sandbox = choose(self.backend, spec, trusted_code=self.trusted, environment=environment, docker=self.docker)
        found = sandbox.facts.tier
        if found < self.lowest_tier:
            sandbox.close()
            step = "run `autograde doctor` to see what is missing, or lower --require-tier"
            raise SandboxUnavailable(
                f"isolation of tier {self.lowest_tier} is required, this machine has {found}", step
            )
        return sandbox

    def facts_for(self, kind: Kind, known: SandboxFacts) -> SandboxFacts:
        """What a verdict on an exercise of ``kind`` may depend on, when ``inspect_sandbox`` has found ``known``.

        An exercise with torch runs in a container of another image. Raises ``SandboxUnavailable`` if that is missing.
        """
        if known.backend != "docker" or kind is not Kind.TORCH:
            return known
        engine = Engine(self.docker.engine)
        try:
            digest = engine.image(images.names(("numpy", "torch"), "cpu")).digest
        finally:
            engine.close()
        return replace(known, versions=known.versions | {"image": digest})

    def skip_reason(self, exercise: Exercise) -> Message | None:
        """Why ``exercise`` is not graded in such a run on this machine (``None``: it is)."""
        if reason := skip_reason(exercise):
            return reason
        found = self.gpus.device_of(exercise) if self.gpus else on_cpu(exercise)
        return found if isinstance(found, Message) else None

    @property
    def devices(self) -> str:
        """Everything about devices that a verdict may depend on."""
        return self.gpus.fingerprint() if self.gpus else "cpu"

    @contextmanager
    def grader(self, exercise: Exercise, secret: bytes) -> Iterator[Grader | GpuGrader]:
        """A warm grader of the hidden suite in a sandbox of its own; both are closed afterwards."""
        if self.gpus and self.gpus.device_of(exercise) == "cuda":
            with self.gpus.grader(exercise, secret, self.open_sandbox) as on_gpu:
                yield on_gpu
            return
        sandbox = self.open_sandbox(sandbox_spec(exercise))
        try:
            with open_grader(exercise, sandbox, secret=secret) as grader:
                yield grader
        finally:
            sandbox.close()


def inspect_sandbox(policy: Policy) -> SandboxFacts:
    """What isolation a run would get, found out by starting a sandbox. Raises ``SandboxUnavailable``."""
    sandbox = policy.open_sandbox(SandboxSpec())
    try:
        return sandbox.facts
    finally:
        sandbox.close()


def practice_sandbox(spec: SandboxSpec) -> Sandbox:
    """A fresh interpreter for each session: no boundary, any platform."""
    return choose("unsafe", spec, trusted_code=True, environment=dict(os.environ))


@contextmanager
def practice_grader(
    exercise: Exercise, open_sandbox: Callable[[SandboxSpec], Sandbox] = practice_sandbox
) -> Iterator[Grader]:
    """A grader of the public suite for a student's own machine: no boundary, no secret."""
    sandbox = open_sandbox(sandbox_spec(exercise))
    try:
        with open_grader(exercise, sandbox, suite="public", secret=PRACTICE_SECRET, inline=True) as grader:
            yield grader
    finally:
        sandbox.close()


def skip_reason(exercise: Exercise) -> Message | None:
    """Why this machine cannot grade ``exercise`` (``None``: it can)."""
    if exercise.kind is Kind.TORCH and find_spec("torch") is None:
        return Message("skipped.no_torch")
    return None
