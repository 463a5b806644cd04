"""The doctor says what it found by trying, and never calls a machine ready that is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograde import doctor
from autograde.doctor import Check, Diagnosis, State
from autograde.probes import Probe
from grader.errors import SandboxUnavailable
from grader.model import SandboxFacts

STRONG = SandboxFacts("process", 2, ("seccomp", "landlock"))
WEAK = SandboxFacts("process", 1, ("seccomp",), ("cgroup-memory", "landlock"))
DENIED = Probe("reads the tests", "landlock", denied=True, fix="")
SUCCEEDED = Probe("opens a socket", "seccomp", denied=False, fix="Use a newer kernel.")


def examined(monkeypatch: pytest.MonkeyPatch, facts: SandboxFacts | None, *probes: Probe) -> Diagnosis:
    def inspect(_: object) -> SandboxFacts:
        if facts is None:
            raise SandboxUnavailable("no namespaces and no Landlock")
        return facts

    monkeypatch.setattr(doctor, "inspect_sandbox", inspect)
    monkeypatch.setattr(doctor, "probe_policy", lambda *_: probes)
    monkeypatch.setattr(doctor, "_engine", lambda _: ())
    return doctor.examine()


def states(diagnosis: Diagnosis) -> dict[str, State]:
    return {check.name: check.state for check in diagnosis.checks}


def test_a_machine_that_denies_every_attack_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    diagnosis = examined(monkeypatch, STRONG, DENIED, DENIED)
    assert diagnosis.ready
    assert "2 of 2 denied" in {check.detail for check in diagnosis.checks}


def test_an_attack_that_succeeds_rules_the_machine_out_and_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    diagnosis = examined(monkeypatch, STRONG, DENIED, SUCCEEDED)
    assert not diagnosis.ready
    assert [check.fix and check.fix.en for check in diagnosis.checks if check.state is State.FAIL] == [
        "Use a newer kernel."
    ]


def test_a_machine_without_any_boundary_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    diagnosis = examined(monkeypatch, None)
    assert not diagnosis.ready
    assert states(diagnosis)["isolation"] is State.FAIL


def test_a_missing_layer_is_a_weakness_with_a_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    diagnosis = examined(monkeypatch, WEAK, DENIED)
    assert diagnosis.ready
    weak = {check.name for check in diagnosis.checks if check.state is State.WARN and check.fix}
    assert {"isolation", "layer cgroup-memory", "layer landlock"} <= weak


def test_whatever_is_not_right_comes_with_a_fix_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = [check for check in examined(monkeypatch, None).checks if check.state is not State.OK]
    assert [check.name for check in wrong if not (check.fix and check.fix.en and check.fix.ko)] == []


@pytest.mark.parametrize(("pattern", "state"), [("core", State.OK), ("|/usr/lib/dump %p", State.WARN)])
def test_core_dumps_that_a_program_collects_are_pointed_out(pattern: str, state: State, tmp_path: Path) -> None:
    (tmp_path / "core_pattern").write_text(pattern + "\n", encoding="utf-8")
    found: Check = doctor._core_dumps(tmp_path / "core_pattern")
    assert found.state is state
