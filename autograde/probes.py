"""Attack probes for ``autograde doctor``: tries every known attack in a real session and says what came of it.

A version number proves nothing; an attack that fails does. Runs nothing of any student and judges nobody.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

from grader.model import Limits
from grader.sandbox.attacks import ATTACKS, attempt, prey
from grader.sandbox.base import Sandbox, SandboxSpec
from grader.sandbox.choose import choose
from grader.sandbox.docker import DockerOptions
from grader.sandbox.process import Mode, ProcessSandbox

PROBE_LIMITS = Limits(memory_mib=512, file_mib=4, files=64)
_SNIPPETS = "grader.candidate.snippets:serve"


@dataclass(frozen=True, slots=True)
class Probe:
    """One attack that was tried: which layer should deny it, whether it was denied, and what to do if not."""

    name: str
    layer: str
    denied: bool
    fix: str


def probe_policy(backend: str, docker: DockerOptions) -> tuple[Probe, ...]:
    """Every attack against the sandbox that a run would get. Raises ``SandboxUnavailable`` without one."""
    spec = SandboxSpec(limits=PROBE_LIMITS)
    with closing(choose(backend, spec, trusted_code=True, docker=docker, entry=_SNIPPETS)) as sandbox:
        return probe(sandbox)


def probe_process(mode: Mode = "auto") -> tuple[Probe, ...]:
    """Every attack against the process sandbox of this machine. Raises ``SandboxUnavailable`` without one."""
    with ProcessSandbox(SandboxSpec(limits=PROBE_LIMITS), mode=mode, entry=_SNIPPETS) as sandbox:
        return probe(sandbox)


def probe(sandbox: Sandbox) -> tuple[Probe, ...]:
    """Every attack, each in a fresh session. ``sandbox`` must run the snippet entry with ``PROBE_LIMITS``."""
    with prey(memory_mib=PROBE_LIMITS.memory_mib, file_mib=PROBE_LIMITS.file_mib) as target:
        rows = []
        for attack in ATTACKS:
            session = sandbox.open()
            succeeded = bool(attempt(session, attack.source, target))
            session.finish()
            rows.append(Probe(attack.name, attack.layer, not succeeded, attack.fix if succeeded else ""))
    return tuple(rows)
