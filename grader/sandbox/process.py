"""The ``process`` backend: Linux namespaces, Landlock, seccomp, rlimits and, where writable, cgroups.

The controller's half: it chooses the layers that this machine offers and starts the zygote (``warm.py``). Nothing
outlives the controller, even a killed one.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import Literal

from grader.candidate.lockdown import landlock
from grader.errors import JudgeFault, SandboxUnavailable
from grader.model import SandboxFacts
from grader.sandbox import gpu
from grader.sandbox.base import RUNNER, SandboxSpec
from grader.sandbox.session import ForkedSession, ZygoteSandbox, try_out
from grader.sandbox.warm import Zygote, ZygoteMode

Mode = Literal["auto", "namespaces", "landlock"]

_TRIAL_SECONDS = 10.0


class ProcessSandbox(ZygoteSandbox):
    """A warm zygote behind every layer this machine offers (see ``facts``).

    Raises ``SandboxUnavailable`` when neither namespaces nor Landlock and seccomp are possible,
    when a module cannot be imported inside, or when ``spec`` asks for a GPU and names none. ``mode`` forces
    the weaker set of layers (never with a GPU); ``entry`` is the function inside that gets the channel. Usable as a
    context manager; not thread-safe. Its tier is 2 with namespaces, 1 without.
    """

    _zygote: Zygote

    def __init__(self, spec: SandboxSpec, *, mode: Mode = "auto", entry: str = RUNNER) -> None:
        self._spec = spec
        self._entry = entry
        self._zygote, self._facts = _start_best(spec, mode, entry)
        self._mode: Mode = self._zygote.mode

    def _next_session(self) -> ForkedSession:
        if not self._zygote.alive:
            self._zygote.stop()
            try:
                self._zygote, self._facts = _start_best(self._spec, self._mode, self._entry)
            except SandboxUnavailable as error:
                raise JudgeFault(f"the sandbox died and cannot be started again: {error}") from None
        return ForkedSession(self._zygote, self._spec)

    def _stop(self) -> None:
        self._zygote.stop()


# --- choosing layers ---------------------------------------------------------------------------


def _start_best(spec: SandboxSpec, mode: Mode, entry: str) -> tuple[Zygote, SandboxFacts]:
    """The strongest zygote that starts and locks a trial candidate down."""
    if sys.platform != "linux":
        raise SandboxUnavailable("the process sandbox needs Linux", "use Docker, or another machine")
    wanted: tuple[ZygoteMode, ...] = ("namespaces", "landlock") if mode == "auto" else (mode,)
    if spec.device != "cpu":
        gpu.needed(spec)
        wanted = ("namespaces",)  # without a root of its own there is no way to show a candidate what CUDA needs
    reasons: list[str] = []
    for layers in wanted:
        try:
            zygote = Zygote(spec, layers, entry)
            try_out(zygote, partial(ForkedSession, zygote, spec), _TRIAL_SECONDS)
        except SandboxUnavailable as error:
            reasons.append(f"{layers}: {error.message}")
        else:
            return zygote, gpu.named(_facts(zygote), spec.gpu)
    raise SandboxUnavailable(
        "no isolation is possible here: " + "; ".join(reasons),
        "allow user namespaces, or use a kernel with Landlock (5.13 or newer); `autograde doctor` says what fails",
    )


_NAMESPACES = (
    "pid-namespace",
    "mount-namespace",
    "network-namespace",
    "ipc-namespace",
    "private-root",
    "scratch-quota",
)
_ALWAYS = ("seccomp", "no-new-privileges", "no-capabilities", "rlimits")


def _facts(zygote: Zygote) -> SandboxFacts:
    """Tier and layers as they are, the missing ones named."""
    confined = zygote.mode == "namespaces"
    every = (*_NAMESPACES, "landlock", "own-user", "cgroup-memory", "cgroup-pids")
    layers = [*(_NAMESPACES if confined else ()), *_ALWAYS, *zygote.cgroup_layers]
    if zygote.threads_only:
        layers.append("no-processes")
    if landlock.abi():
        layers.append("landlock")
    if zygote.own_user:
        layers.append("own-user")
    versions = {**zygote.versions, "kernel": os.uname().release, "landlock": str(landlock.abi())}
    return SandboxFacts(
        backend="process",
        tier=2 if confined else 1,
        layers=tuple(layers),
        missing=tuple(name for name in every if name not in layers),
        versions=versions,
    )
