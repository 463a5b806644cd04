"""The protocol every sandbox backend implements.

A ``Sandbox`` is warm: it has started one zygote that imported numpy (and torch) and nothing
secret. ``open()`` gives a ``Session``: one freshly forked, locked-down candidate process
connected by one stream socket. The sandbox knows nothing of submissions: the judge sends
the student's source as the first message. Errors that are raised: ``SandboxUnavailable``
when the backend cannot start here, ``JudgeFault`` when a running backend broke. Everything a
candidate does (exit, crash, flood, hang) is returned as ``RunFacts``, never raised.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import Protocol

from grader.model import Limits, RunFacts, SandboxFacts

RUNNER = "grader.candidate.runner:serve"
"""The function inside a candidate that gets the channel."""


@dataclass(frozen=True, slots=True)
class Gpu:
    """The one device that candidates of a sandbox may use, and what CUDA needs in order to reach it.

    ``nodes`` are names below ``/dev``; ``libraries`` the driver's, as ``(name, real path)``; ``texts`` are files that
    these libraries read, as ``(path, content)``. A candidate may take ``cap_mib`` of ``total_mib``. ``versions`` go to
    provenance. ``no_containers`` says why containers must not get it; empty when they may.
    """

    uuid: str
    total_mib: int
    cap_mib: int
    nodes: tuple[str, ...]
    libraries: tuple[tuple[str, str], ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    no_containers: str = ""


@dataclass(frozen=True, slots=True)
class SandboxSpec:
    """What a zygote must offer: modules imported ahead, and the limits of each session.

    ``device`` is ``cpu`` or ``cuda``, and with ``cuda`` comes the ``gpu``; ``seed`` of hash randomisation is fixed for
    repeatability.
    """

    modules: tuple[str, ...] = ("numpy",)
    limits: Limits = Limits()
    device: str = "cpu"
    gpu: Gpu | None = None


class Session(Protocol):
    """One candidate process, from fork to the death of everything it started."""

    @property
    def channel(self) -> socket.socket:
        """Connected stream socket to the candidate; may be sent on to the judge (SCM_RIGHTS)."""
        ...

    @property
    def core(self) -> int | None:
        """The core that the candidate is kept on and the judge had best be on; None: the judge is well where it is."""
        ...

    def streams(self) -> tuple[int, ...]:
        """File descriptors with output to drain (empty when the backend drains by itself)."""
        ...

    def drain(self) -> bool:
        """Read what is there, without blocking, into capped buffers.

        Returns False once the output limit was exceeded: the caller should ``finish()``.
        """
        ...

    def finish(self) -> RunFacts:
        """Kill every process of this session, close everything, and say what was seen. Idempotent."""
        ...


class Sandbox(Protocol):
    """A warm backend able to run one session after another (one at a time)."""

    @property
    def facts(self) -> SandboxFacts:
        """Backend, tier, layers in force and missing."""
        ...

    def open(self) -> Session:
        """Start a fresh candidate. Raises ``JudgeFault`` when the zygote is gone."""
        ...

    def close(self) -> None:
        """Stop the zygote and remove everything it left. Idempotent; never raises."""
        ...
