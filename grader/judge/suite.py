"""A suite as pytest sees it: collection into a plan, fixtures, and one evidence record per case.

An ordinary pytest plugin. It is registered by ``grader.judge.server`` (warm, one submission after another)
and by ``grader.judge.inline`` (public suites on a student's machine).
"""

from __future__ import annotations

import hashlib
import hmac
import sys
import time
import types
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.candidate.runner import seed_generators
from grader.errors import AuthoringError, GraderError
from grader.judge import expect, replay, show
from grader.judge.expect import Unexpected
from grader.judge.failures import (
    DEVICE_MEMORY,
    UNANSWERED,
    CandidateDied,
    CandidateForbidden,
    CandidateLied,
    CandidateRaised,
    CandidateTimeout,
    CandidateUnusable,
)
from grader.judge.link import Link
from grader.judge.proxy import Student
from grader.model import Case, CaseEvidence, Message, Mismatch, Outcome, Raised, RunFacts, Words

OUR_FIXTURES = frozenset({"student", "reference", "rng", "device"})
DIAGNOSIS_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class SuiteSpec:
    """What the judge must know about one suite."""

    path: str
    tasks: tuple[tuple[str, tuple[int, ...]], ...]
    reference: bytes | None
    wrongs: tuple[tuple[str, bytes], ...]
    device: str


class Reference:
    """The fixture ``reference``: the trusted solution, which may speak only after the student has."""

    def __init__(self, module: Any, link: Link) -> None:
        self._module, self._link = module, link

    def __getattr__(self, name: str) -> Any:
        if not self._link.answered:
            raise AuthoringError(
                "the test asks the reference before the student has answered",
                "call student.<function>(...) first and compute the expected value afterwards",
            )
        attribute = getattr(self._module, name)
        return self._guarded(attribute) if isinstance(attribute, types.FunctionType) else attribute

    def _guarded(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """``function`` on arguments as they were before the student's code could change them."""
        pristine = self._link.pristine
        return lambda *args, **kwargs: function(*map(pristine, args), **{k: pristine(v) for k, v in kwargs.items()})


class SuitePlugin:
    """Collects the plan once; runs single cases for one ``Link`` after another."""

    def __init__(self, spec: SuiteSpec) -> None:
        self.spec = spec
        self.plan: list[Case] = []
        self.items: list[pytest.Item] = []
        self.errors: list[str] = []
        self.link: Link | None = None
        self.key = b""
        self.trusted: replay.Trusted | None = None
        self.wrongs: list[replay.Trusted] = []
        self._error: BaseException | None = None
        self._expectations: list[Words] = []
        self._diagnosis_left = DIAGNOSIS_SECONDS
        self._deaths: Counter[str] = Counter()
        self._plain: dict[str, bool] = {}

    def load_trusted(self) -> None:
        """Execute reference and known-wrongs (trusted code) once, before the first submission."""
        if self.spec.reference is not None:
            self.trusted = replay.Trusted("reference", self.spec.reference)
            self.wrongs = [replay.Trusted(name, source) for name, source in self.spec.wrongs]

    # -- collection --

    def pytest_configure(self, config: pytest.Config) -> None:
        """Make ``@case`` known to pytest."""
        config.addinivalue_line("markers", "case(task, title, group, needs): what a test judges")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep why the suite cannot be collected, for its author."""
        if report.failed:
            self.errors.append(str(report.longrepr)[-2000:])

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Turn the collected tests into the plan; one without a valid declaration is an error of its author."""
        numbers: Counter[str] = Counter()
        tasks = {name for name, _ in self.spec.tasks}
        for item in items:
            mark = item.get_closest_marker("case")
            if mark is None or mark.kwargs["task"] not in tasks:
                self.errors.append(f"{item.name}: needs @case with one of the tasks {', '.join(sorted(tasks))}")
                continue
            if any(case.id == item.name for case in self.plan):
                self.errors.append(f"{item.name}: two tests have this name")
                continue
            prefix = f"{mark.kwargs['task']}.{mark.kwargs['group']}"
            numbers[prefix] += 1
            fields = {**mark.kwargs, "needs": tuple(mark.kwargs["needs"])}
            self.plan.append(Case(id=item.name, label=f"{prefix}.{numbers[prefix]}", **fields))
            self.items.append(item)

    # -- fixtures --

    @pytest.fixture
    def student(self, request: pytest.FixtureRequest) -> Student:
        """The submission under judgement."""
        return self._student(request.node.name)

    @pytest.fixture
    def reference(self) -> Any:
        """The trusted solution (hidden suites only); refuses to answer before the student has."""
        return self._reference("")

    @pytest.fixture
    def rng(self, request: pytest.FixtureRequest) -> np.random.Generator:
        """Inputs come from here: seeded by course secret, submission and test."""
        return self._rng(request.node.name)

    @pytest.fixture
    def device(self) -> str:
        """``cpu`` or ``cuda``: where the submission computes. Tensors of a test stay on the CPU, and cross by value."""
        return self.spec.device

    def _student(self, name: str) -> Student:
        link = self._link()
        link.begin(int.from_bytes(self._digest(name, b"candidate")[:4], "big"))
        return Student(link, dict(self.spec.tasks))

    def _reference(self, _name: str) -> Reference:
        if self.trusted is None:
            raise AuthoringError("this suite has no reference", "public suites state what they expect")
        return Reference(self.trusted.module, self._link())

    def _rng(self, name: str) -> np.random.Generator:
        return np.random.default_rng(int.from_bytes(self._digest(name, b"inputs"), "big"))

    def _link(self) -> Link:
        assert self.link is not None
        return self.link

    def _digest(self, name: str, purpose: bytes) -> bytes:
        return hmac.digest(self.key, purpose + b":" + name.encode("utf-8"), hashlib.sha256)

    # -- running --

    def run(self, link: Link, key: bytes, order: list[int] | None = None) -> Iterator[CaseEvidence]:
        """Judge one submission: one evidence record per case of the plan, in plan order unless told otherwise."""
        self.link, self.key, self._diagnosis_left, self._deaths = link, key, DIAGNOSIS_SECONDS, Counter()
        indices = list(range(len(self.items))) if order is None else order
        for position, index in enumerate(indices):
            following = self.items[indices[position + 1]] if position + 1 < len(indices) else None
            yield self._run_case(self.items[index], self.plan[index], link, following)
        link.end()

    def _run_case(self, item: pytest.Item, case: Case, link: Link, following: pytest.Item | None) -> CaseEvidence:
        if link.failure or self._deaths[case.task] >= link.limits.deaths:
            return CaseEvidence(case.id, Outcome.NOT_RUN)
        if time.monotonic() >= link.ends:
            return CaseEvidence(case.id, Outcome.NOT_RUN, note="total_seconds")
        self._error = None
        self._expectations, drawn = expect.counting(gpu=self.spec.device == "cuda"), show.collecting()
        seed_generators(int.from_bytes(self._digest(case.id, b"judge")[:4], "big"))  # a reference may draw from them
        began, deaths = time.perf_counter(), link.deaths
        self._execute(item, following)
        seconds = time.perf_counter() - began
        self._deaths[case.task] += link.deaths - deaths
        evidence = replace(self._evidence(case, link, seconds), figures=tuple(drawn))
        self._error = None  # its frames hold the answers
        return evidence

    def _execute(self, item: pytest.Item, following: pytest.Item | None) -> None:
        """Set up, call and tear down one test as pytest does, without its reports.

        A report of pytest's would format a traceback with hidden source and values, for milliseconds and for nobody.
        """
        if isinstance(item, pytest.Function) and self._is_plain(item):
            self._attempt(lambda: self._call_plain(item))
            return
        if isinstance(item, pytest.Function):
            item._initrequest()  # noqa: SLF001 - fresh fixtures each time, as pytest's own protocol does it
        self._attempt(lambda: item.ihook.pytest_runtest_setup(item=item))
        if self._error is None:
            self._attempt(lambda: item.ihook.pytest_runtest_call(item=item))
        self._attempt(lambda: item.ihook.pytest_runtest_teardown(item=item, nextitem=following))
        if isinstance(item, pytest.Function):
            item.funcargs = {}

    def _is_plain(self, item: pytest.Function) -> bool:
        """Whether a test is a function of our fixtures and its parameters alone: no set-up, no marks that act.

        Such a test is simply called; setting up its fixtures by pytest would cost more than most tests do.
        """
        if item.name not in self._plain:
            bare = item.cls is None and not hasattr(item.function, "__wrapped__")
            self._plain[item.name] = bare and _no_marks_act(item) and _fixtures_are_ours(item)
        return self._plain[item.name]

    def _call_plain(self, item: pytest.Function) -> None:
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        makers: dict[str, Callable[[str], object]] = {
            "student": self._student,
            "reference": self._reference,
            "rng": self._rng,
            "device": lambda _: self.spec.device,
        }
        names = _arguments(item)
        values = {name: parameters[name] if name in parameters else makers[name](item.name) for name in names}
        item.obj(**values)

    def _attempt(self, step: Callable[[], object]) -> None:
        """Keep the first exception of a test: it is what the evidence is made from."""
        try:
            step()
        except (KeyboardInterrupt, pytest.exit.Exception):
            raise
        except BaseException as error:  # noqa: BLE001 - pytest's own outcomes derive from BaseException
            self._error = self._error or error

    def _evidence(self, case: Case, link: Link, seconds: float) -> CaseEvidence:
        error = self._error
        if error is None:
            if not link.answered:
                silent = "the test asked the student nothing"
                return CaseEvidence(case.id, Outcome.BROKEN, seconds, link.calls, note=silent)
            if not self._expectations:
                # A loop over an empty answer expects nothing of it: that is no pass.
                hollow = Mismatch("structure", "answer")
                return CaseEvidence(case.id, Outcome.FAILED, seconds, link.calls, mismatch=hollow)
            return CaseEvidence(case.id, Outcome.PASSED, seconds, link.calls)
        seen = classify(error, link)
        matches: tuple[str, ...] = ()
        if isinstance(error, Unexpected) and error.means:
            matches = (error.means,)
        elif seen.outcome in (Outcome.FAILED, Outcome.RAISED):
            matches = self._diagnose(link)
        return CaseEvidence(
            case.id, seen.outcome, seconds, link.calls, seen.mismatch, seen.raised, matches, seen.near_miss, seen.note
        )

    def _diagnose(self, link: Link) -> tuple[str, ...]:
        if self.trusted is None or self._diagnosis_left <= 0:
            return ()
        began = time.monotonic()
        found = replay.matching(link.exchanges, self.trusted, self.wrongs)
        self._diagnosis_left -= time.monotonic() - began
        return found


def _arguments(item: pytest.Function) -> tuple[str, ...]:
    code = item.function.__code__
    return tuple(code.co_varnames[: code.co_argcount])


def _no_marks_act(item: pytest.Function) -> bool:
    return not any(mark.name in ("skip", "skipif", "xfail", "usefixtures") for mark in item.iter_markers())


def _fixtures_are_ours(item: pytest.Function) -> bool:
    """Whether every fixture is one of the plugin's own, not redefined by the suite, or a direct parameter."""
    parameters = set(item.callspec.params) if hasattr(item, "callspec") else set()
    manager = item.session._fixturemanager  # noqa: SLF001 - pytest has no public way to ask who defines a fixture
    asked = set(item.fixturenames) - {"request"} | set(_arguments(item))  # our own fixtures ask for the request
    defined = {name: len(manager.getfixturedefs(name, item) or ()) for name in asked}
    return all(
        count == 0 if name in parameters else name in OUR_FIXTURES and count == 1 for name, count in defined.items()
    )


def classify(error: BaseException, link: Link) -> CaseEvidence:
    """What the exception that ended a test says about the submission (or about us)."""
    if isinstance(error, Unexpected):
        return CaseEvidence("", Outcome.FAILED, mismatch=error.mismatch, near_miss=error.near)
    if isinstance(error, CandidateRaised):
        return CaseEvidence("", _raised_outcome(error.raised), raised=error.raised)
    if isinstance(error, CandidateTimeout | CandidateDied | CandidateLied):
        return _lost(error, link.facts[-1] if link.facts else RunFacts())
    if isinstance(error, CandidateForbidden):
        return CaseEvidence("", Outcome.FORBIDDEN, raised=Raised("ForbiddenCall", line=error.line), note=error.name)
    if isinstance(error, CandidateUnusable):
        return CaseEvidence("", Outcome.NOT_RUN)
    if isinstance(error, AssertionError):
        return CaseEvidence("", Outcome.FAILED, mismatch=Mismatch("property", "assert"))
    if isinstance(error, pytest.skip.Exception):
        return CaseEvidence("", Outcome.NOT_RUN, note="skipped")
    if link.answered and isinstance(error, Exception) and not isinstance(error, GraderError):
        # The test took the answer apart and it has another structure than agreed.
        near = Message("near.none_returned", {"what": "answer"}) if link.last_was_none else None
        return CaseEvidence("", Outcome.FAILED, mismatch=Mismatch("structure", "answer"), near_miss=near)
    return CaseEvidence("", Outcome.BROKEN, note=f"{type(error).__name__}: {error}"[:500])


def _raised_outcome(raised: Raised) -> Outcome:
    if raised.type_name in ("NotImplementedError", "MissingName", UNANSWERED):
        return Outcome.UNIMPLEMENTED
    return Outcome.MEMORY if raised.type_name in ("MemoryError", DEVICE_MEMORY) else Outcome.RAISED


def _lost(error: BaseException, facts: RunFacts) -> CaseEvidence:
    if facts.memory_exceeded:
        return CaseEvidence("", Outcome.MEMORY)
    if facts.output_exceeded:
        return CaseEvidence("", Outcome.OUTPUT)
    if isinstance(error, CandidateTimeout):
        return CaseEvidence("", Outcome.TIMEOUT, note=f"{error.seconds:g}")
    if isinstance(error, CandidateLied):
        return CaseEvidence("", Outcome.PROTOCOL, note=str(error)[:200])
    return CaseEvidence("", Outcome.DIED, note=f"signal {facts.signal}" if facts.signal else "")


def collect(spec: SuiteSpec, run: Callable[[SuitePlugin], None]) -> SuitePlugin:
    """Collect ``spec.path`` with pytest and call ``run(plugin)`` inside the session.

    Raises ``AuthoringError`` when the suite cannot be collected or a test lacks its declaration.
    """
    plugin = SuitePlugin(spec)
    runner = _Loop(run)
    sys.modules.pop(Path(spec.path).stem, None)  # pytest would take the suite of another exercise for this one
    place = ("-c", INI, f"--rootdir={Path(spec.path).parent}", spec.path)
    pytest.main([*PYTEST_ARGUMENTS, *place], plugins=[plugin, runner])
    if runner.failure is not None:
        raise runner.failure
    if not runner.ran:
        raise AuthoringError(f"the suite cannot be collected: {'; '.join(plugin.errors) or 'no tests'}")
    return plugin


INI = str(Path(__file__).with_name("suite.ini"))
"""An empty configuration of ours: whatever lies beside a suite must not configure pytest."""

PYTEST_ARGUMENTS = (
    "--noconftest", "--disable-plugin-autoload", "--import-mode=importlib", "--assert=plain", "--capture=no",
    "-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:junitxml", "-p", "no:doctest", "-p", "no:faulthandler",
    "-p", "no:pastebin", "-p", "no:stepwise", "-p", "no:unittest", "-p", "no:logging", "-p", "no:recwarn",
    "-p", "no:threadexception", "-p", "no:unraisableexception", "-p", "no:warnings",
    "-p", "no:setuponly", "-p", "no:setupplan",
)  # fmt: skip


class _Loop:
    """Takes the place of pytest's own loop over the items."""

    def __init__(self, run: Callable[[SuitePlugin], None]) -> None:
        self._run = run
        self.ran = False
        self.failure: BaseException | None = None

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        plugin = next(p for p in session.config.pluginmanager.get_plugins() if isinstance(p, SuitePlugin))
        if plugin.errors or not plugin.plan:
            return True
        self.ran = True
        try:
            self._run(plugin)
        except Exception as error:  # noqa: BLE001 - carried out of pytest, which would only print it
            self.failure = error
        return True
