"""The controller's handle on a warm judge process: start it, judge submissions, stop it.

Runs where no student code and no torch is. Brokers candidates: the judge asks, the sandbox opens,
the connected socket travels to the judge, and the candidate's output is drained meanwhile.
"""

from __future__ import annotations

import os
import selectors
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import IO, Any

from grader.errors import AuthoringError, JudgeFault
from grader.judge import records
from grader.judge.suite import SuiteSpec
from grader.model import Case, CaseEvidence, Limits, Message, RunEvidence, RunFacts, Submission
from grader.sandbox.base import Sandbox, Session
from grader.sandbox.cores import move
from grader.wire import Channel, WireClosed, WireError, WireTimeout

START_SECONDS = 120.0
GRACE_SECONDS = 20.0
_KEPT_ENV = ("PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH")
_THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_NO_GPU = {"CUDA_VISIBLE_DEVICES": ""}
"""A judge never computes on a device: candidates do, and only numbers come back."""

OnCase = Callable[[int, int], None]


class JudgeServer:
    """One judge process for one suite. Not thread-safe; one submission at a time."""

    def __init__(self, spec: SuiteSpec, *, torch: bool) -> None:
        self.spec = spec
        self.plan: tuple[Case, ...] = ()
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        ours, theirs = socket.socketpair()
        self.control = Channel(ours)
        self._process = self._spawn(theirs)
        try:
            self._greet(torch)
        except BaseException:
            self.close()
            raise

    def _spawn(self, theirs: socket.socket) -> subprocess.Popen[bytes]:
        env = {k: os.environ[k] for k in _KEPT_ENV if k in os.environ}
        env |= {**_THREADS, **_NO_GPU, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
        with theirs:
            return subprocess.Popen(
                [sys.executable, "-I", "-B", "-m", "grader.judge.server", str(theirs.fileno())],
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=self._errors,
                stderr=self._errors,
                pass_fds=[theirs.fileno()],
            )

    def _greet(self, torch: bool) -> None:
        spec = self.spec
        self.control.send(
            {
                "path": spec.path,
                "tasks": [[name, list(opaque)] for name, opaque in spec.tasks],
                "reference": spec.reference,
                "wrongs": [[name, source] for name, source in spec.wrongs],
                "device": spec.device,
                "torch": torch,
            }
        )
        reply = self.receive(START_SECONDS)
        if reply["t"] == "unusable":
            raise AuthoringError(reply["message"], reply["next"])
        self.plan = tuple(records.case(data) for data in reply["plan"])

    def receive(self, seconds: float) -> dict[str, Any]:
        """The next message of the judge. Raises ``JudgeFault`` when there is none."""
        try:
            reply: dict[str, Any] = self.control.receive(seconds=seconds)
        except WireTimeout:
            raise JudgeFault("the judge does not answer") from None
        except WireError:
            raise JudgeFault(f"the judge ended: {self.last_words()}") from None
        return reply

    def last_words(self) -> str:
        """The end of what the judge printed, for the message of a fault."""
        self._errors.seek(0)
        return self._errors.read()[-2000:].decode("utf-8", "replace").strip()

    @property
    def pid(self) -> int:
        """Process id of the warm judge (for benchmarks)."""
        return self._process.pid

    def judge(
        self,
        submission: Submission,
        sandbox: Sandbox,
        *,
        key: bytes,
        limits: Limits,
        forbidden: tuple[str, ...],
        on_case: OnCase | None = None,
        order: list[int] | None = None,
        stop_early: bool = False,
    ) -> RunEvidence:
        """Evidence for one submission. Raises ``JudgeFault`` when the judge or the sandbox broke."""
        request = {
            "files": submission.files,
            "main": submission.main,
            "forbidden": list(forbidden),
            "key": key,
            "limits": asdict(limits),
            "order": order,
            "stop_early": stop_early,
        }
        return _Conversation(self, sandbox, limits, on_case).run(request)

    def follow(self, core: int | None) -> None:
        """Have the judge where the candidate is: they speak in turn. None: it stays where it is."""
        if core is not None:
            move(self.pid, core)

    def close(self) -> None:
        """Stop the judge. Idempotent."""
        self.control.close()
        try:
            self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._errors.close()


class _Conversation:
    """One submission: answers the judge's requests for candidates, drains output, gathers evidence."""

    def __init__(self, server: JudgeServer, sandbox: Sandbox, limits: Limits, on_case: OnCase | None) -> None:
        self.server, self.sandbox, self.on_case = server, sandbox, on_case
        self.session: Session | None = None
        self.cases: list[CaseEvidence] = []
        self.deadline = time.monotonic() + limits.total_seconds + limits.load_seconds + GRACE_SECONDS

    def run(self, request: dict[str, Any]) -> RunEvidence:
        control = self.server.control
        try:
            control.send(request)
            while True:
                self._wait(control)
                message = self.server.receive(GRACE_SECONDS)
                done = self._answer(control, message)
                if done is not None:
                    return done
        except WireError:
            raise JudgeFault(f"the judge ended: {self.server.last_words()}") from None
        finally:
            self._finish()

    def _wait(self, control: Channel) -> None:
        """Drain the candidate's output until the judge says something."""
        if control.pending:
            return
        with selectors.PollSelector() as selector:
            selector.register(control.sock, selectors.EVENT_READ)
            for descriptor in self.session.streams() if self.session else ():
                selector.register(descriptor, selectors.EVENT_READ)
            while True:
                remaining = self.deadline - time.monotonic()
                if remaining <= 0:
                    raise JudgeFault("the judge did not finish in time")
                ready = {key.fileobj for key, _ in selector.select(remaining)}
                if ready - {control.sock} and not self._drain(selector):
                    continue
                if control.sock in ready:
                    return

    def _drain(self, selector: selectors.BaseSelector) -> bool:
        """Read output; a candidate that floods is killed here, and the judge sees it end."""
        assert self.session is not None
        fits = self.session.drain()
        wanted = set(self.session.streams()) if fits else set()
        for descriptor in [k.fileobj for k in selector.get_map().values() if isinstance(k.fileobj, int)]:
            if descriptor not in wanted:
                selector.unregister(descriptor)
        if not fits:
            self.session.finish()
        return True

    def _answer(self, control: Channel, message: dict[str, Any]) -> RunEvidence | None:
        kind = message["t"]
        if kind == "open":
            self._open(control)
        elif kind == "close":
            control.send({"facts": records.plain(self._finish())})
        elif kind == "cases":
            self._note(message["cases"])
        elif kind == "done":
            self._note(message["cases"])
            facts = tuple(records.facts(data) for data in message["facts"])
            load = records.load_failure(message["load"])
            review = tuple(Message(**data) for data in message["review"])
            return RunEvidence(tuple(self.cases), self.server.plan, load, facts, review=review)
        return None

    def _note(self, cases: list[dict[str, Any]]) -> None:
        self.cases += map(records.evidence, cases)
        if self.on_case and cases:
            self.on_case(len(self.cases), len(self.server.plan))

    def _open(self, control: Channel) -> None:
        self._finish()
        self.session = self.sandbox.open()
        self.server.follow(self.session.core)
        try:
            socket.send_fds(control.sock, [b"F"], [self.session.channel.fileno()])
        except OSError:
            raise WireClosed("the judge is gone") from None
        self.session.channel.close()  # the judge owns it now; its end of file must mean the candidate's end

    def _finish(self) -> RunFacts:
        if self.session is None:
            return RunFacts()
        session, self.session = self.session, None
        return session.finish()
