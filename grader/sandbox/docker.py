"""The ``docker`` backend: candidates in a container of a Docker engine, plain (runc) or behind gVisor (runsc).

``warm`` keeps one container and forks a candidate per session, with a user of its own, wiped and killed afterwards
(behind gVisor two containers may take turns); ``fresh`` gives every session a container of its own from a pool that is
filled ahead. The controller's half is the same as that of ``process``: only how the zygote is reached differs. A fault
of the engine is ours, never a zero score.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from typing import Literal

from grader.errors import JudgeFault, SandboxUnavailable
from grader.model import RunFacts, SandboxFacts
from grader.sandbox import gpu
from grader.sandbox import image as images
from grader.sandbox.base import RUNNER, SandboxSpec
from grader.sandbox.containers import ContainerZygote, Unreached, isolation
from grader.sandbox.cores import Home, home
from grader.sandbox.engine import Engine
from grader.sandbox.session import ForkedSession, ZygoteSandbox, try_out
from grader.sandbox.supply import Kept, Pool

__all__ = ["DockerOptions", "DockerSandbox", "Isolation"]

Isolation = Literal["warm", "fresh"]
_TRIAL_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class DockerOptions:
    """How to use an engine.

    ``engine`` is its address (None: the default socket), ``runtime`` one that it knows (``runc``, ``runsc``; None:
    its default). ``pool`` is how many containers of isolation ``fresh`` are kept ready.
    """

    engine: str | None = None
    runtime: str | None = None
    isolation: Isolation = "warm"
    pool: int = 2


class DockerSandbox(ZygoteSandbox):
    """A warm container, or a pool of them. Raises ``SandboxUnavailable`` when engine, image or runtime is missing.

    ``entry`` is the function inside that gets the channel. Usable as a context manager; not thread-safe.
    Its tier is 4 behind gVisor, else 3.
    """

    _zygote: ContainerZygote

    def __init__(self, spec: SandboxSpec, options: DockerOptions = DockerOptions(), *, entry: str = RUNNER) -> None:
        if spec.device != "cpu":
            gpu.refuse_containers(spec, options.engine)
        self._spec, self._options, self._entry = spec, options, entry
        self._locks_down = False
        self._pool: Pool | None = None
        self._kept: Kept | None = None
        self._engine = Engine(options.engine)
        try:
            self._runtime = self._engine.runtime(options.runtime)
            self._gvisor = self._engine.is_gvisor(self._runtime)
            gpu.refuse_gvisor(spec, gvisor=self._gvisor)
            passes = self._engine.local and (not self._gvisor or self._engine.passes_sockets(self._runtime))
            self._relayed = not passes or sys.platform != "linux"
            self._image = self._engine.image(images.names(spec.modules, spec.device))
            self._engine.reap()
            if options.isolation == "fresh":
                self._pool = Pool(self._start, options.pool)
                self._zygote = self._pool.take()
            else:
                self._kept = Kept(self._start, self._home(), doubled=self._gvisor)
                self._zygote = self._kept.first
        except BaseException:
            if self._pool:
                self._pool.close()
            self._engine.close()
            raise
        self._facts = self._describe()

    def _home(self) -> Home | None:
        """The worker's core, if the engine counts the cores as we do."""
        here = home()
        return here if here and self._engine.keeps_on(here.core) else None

    def _stop(self) -> None:
        self._zygote.stop()
        for supply in (self._kept, self._pool):
            if supply:
                supply.close()
        self._engine.close()

    def _next_session(self) -> ForkedSession:
        try:
            if self._pool:
                return self._next_only_session(self._pool)
            assert self._kept
            self._zygote = self._kept.take()
        except SandboxUnavailable as error:
            raise JudgeFault(f"no container can be started: {error.message}") from None
        return ContainerSession(self._zygote, self._spec)

    def _next_only_session(self, pool: Pool) -> ForkedSession:
        if self._session or not self._zygote.alive:
            pool.retire(self._zygote)
            self._zygote = pool.take()
        return _OnlySession(self._zygote, self._spec, pool)

    def _start(self, core: int | None) -> ContainerZygote:
        try:
            zygote = self._make(core)
        except Unreached:
            if self._locks_down:  # others have reached us, so this one had another reason
                raise
            self._relayed = True
            zygote = self._make(core)
        if not self._locks_down:
            try_out(zygote, partial(ContainerSession, zygote, self._spec), _TRIAL_SECONDS)
            self._locks_down = True
        return zygote

    def _make(self, core: int | None) -> ContainerZygote:
        cores = int(self._engine.info.get("NCPU") or 1)
        profile = images.seccomp_profile()
        host = isolation(self._spec, profile, gvisor=self._gvisor, runtime=self._runtime, cores=cores)
        return ContainerZygote(
            self._engine,
            self._image,
            self._spec,
            host=host,
            entry=self._entry,
            core=core,
            gvisor=self._gvisor,
            relayed=self._relayed,
            reused=self._options.isolation == "warm",
        )

    def _describe(self) -> SandboxFacts:
        zygote, info = self._zygote, self._engine.info
        security = " ".join(map(str, info.get("SecurityOptions") or ()))
        layers = dict.fromkeys(_ALWAYS, True) | {
            "landlock": bool(zygote.landlock),
            "seccomp-container": "name=seccomp" in security and not self._gvisor,
            "cgroup-memory": bool(info.get("MemoryLimit")),
            "cgroup-pids": bool(info.get("PidsLimit")),
            "user-namespace": "userns" in security or "rootless" in security,
        }
        extra = [*(["own-kernel"] if self._gvisor else []), *(["no-processes"] if zygote.threads_only else [])]
        extra += ["own-container"] if self._pool else []
        return SandboxFacts(
            backend="docker",
            tier=4 if self._gvisor else 3,
            layers=(*(name for name, there in layers.items() if there), *extra),
            missing=tuple(name for name, there in layers.items() if not there),
            versions={
                **zygote.versions,
                "kernel": zygote.kernel,
                "landlock": str(zygote.landlock),
                "engine": self._engine.version,
                "runtime": self._runtime,
                "image": self._image.digest,
                **dict(self._spec.gpu.versions if self._spec.gpu else ()),
            },
        )


_ALWAYS = (
    "container",
    "pid-namespace",
    "mount-namespace",
    "network-namespace",
    "ipc-namespace",
    "private-root",
    "scratch-quota",
    "seccomp",
    "no-new-privileges",
    "no-capabilities",
    "rlimits",
    "own-user",
)


class ContainerSession(ForkedSession):
    """One candidate in a container: its streams are passed in, or it calls back for them."""

    def __init__(self, zygote: ContainerZygote, spec: SandboxSpec) -> None:
        try:
            ends = zygote.ends()
        except OSError:
            zygote.hang_up()
            raise JudgeFault("the container is gone") from None
        super().__init__(zygote, spec, ends)
        self.core = zygote.core


class _OnlySession(ContainerSession):
    """The one session of its container, which is removed with it while the next submission is on its way."""

    def __init__(self, zygote: ContainerZygote, spec: SandboxSpec, pool: Pool) -> None:
        self._container, self._pool = zygote, pool
        super().__init__(zygote, spec)

    def finish(self) -> RunFacts:
        """End the candidate, then its container."""
        first = not self.finished
        try:
            return super().finish()
        finally:
            if first:
                self._pool.retire(self._container)
