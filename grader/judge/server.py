"""The warm judge: collects one hidden suite once and judges one submission after another.

Started by ``grader.judge.client`` with one inherited socket. It writes the only verdict-relevant record;
candidates arrive as file descriptors from the controller. It does not fork: it is trusted, and holds
nothing between submissions (docs/decisions/0001-the-judge-does-not-fork.md). If it breaks anyway, the
controller sees it end, says so, and starts another.
"""

from __future__ import annotations

import gc
import os
import socket
import sys
import time
from typing import Any

from grader.candidate import memory
from grader.candidate.ahead import import_ahead
from grader.errors import GraderError
from grader.judge import records
from grader.judge.link import Link, LoadRequest
from grader.judge.suite import SuitePlugin, SuiteSpec, collect
from grader.model import Limits, Outcome, RunFacts
from grader.wire import Channel, WireClosed

PR_SET_DUMPABLE = 4
COLLECT = (20_000, 20, 20)
"""Decoding makes many short-lived objects without cycles; looking for garbage as often as usual finds none."""
TELL_SECONDS = 0.1
"""How often the controller hears of finished cases: often enough for a progress bar; of a quick submission once."""
COLLECT_EVERY = 16
"""Submissions after which what failing cases leave in cycles (exceptions, their frames, replayed modules) is let go."""
ROOM_MIB = 1024
"""What judging may need beyond the warm judge. Answers are capped at 64 MiB, but broadcasting one against another
knows no bound: then numpy raises ``MemoryError`` in the test, which fails, and the judge lives on."""


class Broker:
    """Asks the controller for candidates over the control channel."""

    def __init__(self, control: Channel) -> None:
        self.control = control

    def open(self) -> Channel:
        """A fresh candidate. Raises ``WireClosed`` when the controller is gone."""
        self.control.send({"t": "open"})
        _, fds, _, _ = socket.recv_fds(self.control.sock, 1, 1)
        if not fds:
            raise WireClosed("the controller sent no candidate")
        return Channel(socket.socket(fileno=fds[0]))

    def close(self) -> RunFacts:
        """End the candidate; what the operating system saw of it."""
        self.control.send({"t": "close"})
        return records.facts(self.control.receive()["facts"])


class Server:
    """Serves ``grade`` requests, one after the other, until the controller closes the channel."""

    def __init__(self, control: Channel, plugin: SuitePlugin) -> None:
        self.control = control
        self.plugin = plugin
        # Asked after every case, so the file stays open.
        self._statm = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC) if sys.platform == "linux" else -1
        self._usual_mib = 0
        self._judged = 0

    def run(self) -> None:
        """Announce the plan, then judge."""
        self.plugin.load_trusted()
        _limit_memory(self._mib(), ROOM_MIB)
        self.control.send({"t": "ready", "plan": [records.plain(case) for case in self.plugin.plan]})
        gc.collect()
        self._usual_mib = self._mib()
        gc.freeze()  # everything that lives until the end need not be looked at again
        gc.set_threshold(*COLLECT)
        while True:
            try:
                request = self.control.receive()
            except WireClosed:
                return
            self._judge(request)
            self._judged += 1
            if self._judged % COLLECT_EVERY == 0:
                gc.collect()

    def _judge(self, request: dict[str, Any]) -> None:
        broker = Broker(self.control)
        load = LoadRequest(request["files"], request["main"], tuple(request["forbidden"]))
        link = Link(load, Limits(**request["limits"]), broker.open, broker.close)
        cases: list[dict[str, Any]] = []
        told = time.monotonic()
        for seen in self.plugin.run(link, request["key"], request.get("order")):
            cases.append(records.brief(seen))
            if time.monotonic() - told > TELL_SECONDS:
                self.control.send({"t": "cases", "cases": cases})
                cases, told = [], time.monotonic()
            self._make_room()
            if request["stop_early"] and seen.outcome is not Outcome.PASSED:
                link.abandon()
        load_failure = records.plain(link.failure) if link.failure else None
        review = [records.plain(message) for message in link.review or ()]
        facts = [records.plain(f) for f in link.facts]
        self.control.send({"t": "done", "cases": cases, "load": load_failure, "facts": facts, "review": review})

    def _mib(self) -> int:
        """Address space in use; 0 where nobody says."""
        return memory.virtual_mib(self._statm) if self._statm >= 0 else 0

    def _make_room(self) -> None:
        """Let go of large answers that only a cycle (an exception and its frames) still holds."""
        if self._mib() > self._usual_mib + ROOM_MIB // 16:
            gc.collect()


def _not_dumpable() -> None:
    """No process of the same user may read this one's memory, where the sandbox has no pid namespace."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def _limit_memory(used_mib: int, room_mib: int) -> None:
    if sys.platform == "linux":
        import resource

        bound = (used_mib + room_mib) << 20
        resource.setrlimit(resource.RLIMIT_AS, (bound, resource.getrlimit(resource.RLIMIT_AS)[1]))


def main(descriptor: int) -> None:
    """Entry point of the judge process."""
    _not_dumpable()
    control = Channel(socket.socket(fileno=descriptor))
    request = control.receive()
    spec = SuiteSpec(
        path=request["path"],
        tasks=tuple((name, tuple(opaque)) for name, opaque in request["tasks"]),
        reference=request["reference"],
        wrongs=tuple((name, source) for name, source in request["wrongs"]),
        device=request["device"],
    )
    if request["torch"]:
        import torch

        torch.set_num_threads(1)
    memory.keep_freed()
    import_ahead()
    try:
        collect(spec, lambda plugin: Server(control, plugin).run())
    except GraderError as error:
        control.send({"t": "unusable", "message": error.message, "next": error.next_step})


if __name__ == "__main__":
    main(int(sys.argv[1]))
