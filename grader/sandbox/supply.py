"""Where the containers of a ``docker`` sandbox come from: they are kept, or each is used once and started ahead."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress

from grader.errors import SandboxUnavailable
from grader.sandbox.containers import ContainerZygote
from grader.sandbox.cores import Home

__all__ = ["Kept", "Pool"]

_START_SECONDS = 300.0
Start = Callable[[int | None], ContainerZygote]
"""Starts a container on a core, or on any. Raises ``SandboxUnavailable``."""


class Kept:
    """One container that is kept on the worker's core, or two that take turns.

    ``doubled`` is for gVisor, where a zygote has as much to do between sessions as during one. With the second session
    another container is started, if there is a core that no worker has: one gets ready while the other serves.
    """

    def __init__(self, start: Start, home: Home | None, *, doubled: bool) -> None:
        self._start = start
        self._containers = deque([start(home.core if home else None)])
        self._held = ExitStack()
        self._lease = home.lease_another if home and doubled else None
        self._has_served = False
        self._second: Future[ContainerZygote] | None = None

    @property
    def first(self) -> ContainerZygote:
        """The one that is always there."""
        return self._containers[0]

    def take(self) -> ContainerZygote:
        """The container whose turn it is; one that died is replaced. Raises ``SandboxUnavailable``."""
        if self._second and self._second.done():
            self._add(self._second)
            self._second = None
        if self._lease and self._has_served:
            self._start_second(self._lease(self._held))
            self._lease = None
        self._has_served = True
        self._containers.rotate(-1)
        zygote = self._containers[0]
        if not zygote.alive:
            zygote.stop()
            zygote = self._containers[0] = self._start(zygote.core)
        return zygote

    def _start_second(self, core: int | None) -> None:
        if core is None:
            return
        thread = ThreadPoolExecutor(1, thread_name_prefix="container")
        self._held.callback(thread.shutdown)
        self._second = thread.submit(self._start, core)

    def _add(self, second: Future[ContainerZygote]) -> None:
        """Let it serve; if it did not start, whatever the reason, there is one, which will do."""
        if second.exception(_START_SECONDS) is None:
            self._containers.append(second.result())

    def close(self) -> None:
        """Remove all of them, also one that is just being started. Idempotent."""
        second, self._second = self._second, None
        if second and not second.cancel():
            with suppress(TimeoutError):
                self._add(second)
        for zygote in self._containers:
            zygote.stop()
        self._held.close()


class Pool:
    """Containers that are started ahead, in threads that only wait for the engine."""

    def __init__(self, start: Start, size: int) -> None:
        self._start = start
        self._threads = ThreadPoolExecutor(size + 1, thread_name_prefix="containers")
        self._ready: deque[Future[ContainerZygote]] = deque(self._threads.submit(start, None) for _ in range(size))

    def take(self) -> ContainerZygote:
        """The next container that lives; another one is started in its place. Raises ``SandboxUnavailable``."""
        zygote = self._next()
        for _ in range(len(self._ready)):
            if zygote.alive:
                break
            self.retire(zygote)
            zygote = self._next()
        return zygote

    def _next(self) -> ContainerZygote:
        self._ready.append(self._threads.submit(self._start, None))
        try:
            return self._ready.popleft().result(_START_SECONDS)
        except TimeoutError:
            raise SandboxUnavailable("the engine starts no container in time") from None

    def retire(self, zygote: ContainerZygote) -> None:
        """Remove a container in the background; its processes end at once."""
        zygote.hang_up()
        self._threads.submit(zygote.stop)

    def close(self) -> None:
        """Remove those that nobody used. Idempotent."""
        while self._ready:
            future = self._ready.popleft()
            if not future.cancel():
                with suppress(SandboxUnavailable, TimeoutError):
                    future.result(_START_SECONDS).stop()
        self._threads.shutdown()
