"""Which sandbox is chosen, and that nothing weaker is ever chosen silently."""

from __future__ import annotations

import socket

import pytest

from grader.errors import JudgeFault, SandboxUnavailable, UsageError
from grader.model import RunFacts
from grader.sandbox import choose as choosing
from grader.sandbox.base import Gpu, SandboxSpec
from grader.sandbox.docker import DockerOptions
from grader.sandbox.fake import FakeSandbox
from grader.sandbox.output import TAIL_BYTES, Tail


def _no_isolation(*_: object, **__: object) -> None:
    raise SandboxUnavailable("no isolation is possible here")


@pytest.mark.parametrize("name", ["auto", "process"])
def test_without_isolation_the_choice_is_a_refusal(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "ProcessSandbox", _no_isolation)
    monkeypatch.setattr(choosing, "DockerSandbox", _no_isolation)
    with pytest.raises(SandboxUnavailable):
        choosing.choose(name, SandboxSpec(), trusted_code=True)


@pytest.mark.parametrize("options", [DockerOptions(runtime="runsc"), DockerOptions(isolation="fresh")])
def test_what_only_containers_offer_is_never_answered_with_something_else(
    options: DockerOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "DockerSandbox", _no_isolation)
    with pytest.raises(SandboxUnavailable):
        choosing.choose("auto", SandboxSpec(), trusted_code=False, docker=options)
    with pytest.raises(UsageError):
        choosing.choose("process", SandboxSpec(), trusted_code=False, docker=options)


def test_unsafe_is_refused_for_other_peoples_code() -> None:
    with pytest.raises(SandboxUnavailable):
        choosing.choose("unsafe", SandboxSpec(), trusted_code=False)


@pytest.mark.parametrize(("trusted_code", "force"), [(True, False), (False, True)])
def test_unsafe_is_given_to_its_owner_or_by_force(trusted_code: bool, force: bool) -> None:
    sandbox = choosing.choose("unsafe", SandboxSpec(), trusted_code=trusted_code, force=force)
    assert sandbox.facts.tier == 0
    sandbox.close()


def test_an_unknown_name_is_a_usage_error_that_lists_the_names() -> None:
    with pytest.raises(UsageError) as refused:
        choosing.choose("podman", SandboxSpec(), trusted_code=True)
    assert all(name in refused.value.next_step for name in choosing.NAMES)


def _echo(sock: socket.socket) -> None:
    while data := sock.recv(100):
        sock.sendall(data)


def test_a_fake_session_is_served_by_the_function_and_ends_as_scripted() -> None:
    ending = RunFacts(exit_code=9)
    sandbox = FakeSandbox(_echo, ending=ending)
    session = sandbox.open()
    session.channel.sendall(b"hello")
    assert session.channel.recv(100) == b"hello"
    assert session.finish() == session.finish() == ending


def test_what_is_no_boundary_never_claims_a_gpu() -> None:
    spec = SandboxSpec(device="cuda", gpu=Gpu("GPU-0", 1, 1, ()))
    with pytest.raises(UsageError):
        choosing.choose("unsafe", spec, trusted_code=True)


def test_a_closed_fake_is_gone() -> None:
    sandbox = FakeSandbox(_echo)
    sandbox.close()
    with pytest.raises(JudgeFault):
        sandbox.open()


@pytest.mark.parametrize("chunk", [1, 1000, TAIL_BYTES, TAIL_BYTES + 1, 3 * TAIL_BYTES])
def test_the_tail_keeps_the_end_and_counts_the_rest(chunk: int) -> None:
    tail = Tail()
    data = bytes(i % 251 for i in range(3 * TAIL_BYTES + 7))
    sent = data if chunk > 1 else data[: TAIL_BYTES + 50]
    for start in range(0, len(sent), chunk):
        tail.add(sent[start : start + chunk])
    assert tail.bytes() == sent[-TAIL_BYTES:]
    assert tail.dropped == len(sent) - TAIL_BYTES
    assert tail.total == len(sent)
