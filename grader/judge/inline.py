"""Judges in the calling process: for public suites on a student's own machine, any platform.

Used with a sandbox that drains its own output (``unsafe``). The student's code still runs in a
process of its own; only the warm server is left out.
"""

from __future__ import annotations

from grader.judge.client import OnCase
from grader.judge.link import Link, LoadRequest
from grader.judge.suite import SuitePlugin, SuiteSpec, collect
from grader.model import Case, CaseEvidence, Limits, Outcome, RunEvidence, RunFacts, Submission
from grader.sandbox.base import Sandbox, Session
from grader.wire import Channel


class InlineJudge:
    """Same ``judge`` as ``JudgeServer``; collects the suite anew for each submission."""

    def __init__(self, spec: SuiteSpec) -> None:
        self.spec = spec
        self.plan: tuple[Case, ...] = ()
        self.pid = 0

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
        """Evidence for one submission."""
        sessions = _Sessions(sandbox)
        link = Link(LoadRequest(submission.files, submission.main, forbidden), limits, sessions.open, sessions.close)
        seen: list[CaseEvidence] = []

        def run(plugin: SuitePlugin) -> None:
            plugin.load_trusted()
            try:
                for evidence in plugin.run(link, key, order):
                    seen.append(evidence)
                    if on_case:
                        on_case(len(seen), len(plugin.plan))
                    if stop_early and evidence.outcome is not Outcome.PASSED:
                        link.abandon()
            finally:
                link.stop()

        plugin = collect(self.spec, run)
        return RunEvidence(tuple(seen), tuple(plugin.plan), link.failure, tuple(link.facts), review=link.review or ())

    def close(self) -> None:
        """Nothing stays open."""


class _Sessions:
    """Opens one candidate after another."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.session: Session | None = None

    def open(self) -> Channel:
        self.session = self.sandbox.open()
        return Channel(self.session.channel)

    def close(self) -> RunFacts:
        session, self.session = self.session, None
        return session.finish() if session else RunFacts()
