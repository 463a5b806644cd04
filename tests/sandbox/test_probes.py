"""``doctor`` tries attacks: denied where there is a boundary, reported with a fix where there is none."""

from __future__ import annotations

import pytest

from autograde.probes import PROBE_LIMITS, probe, probe_process
from grader.errors import SandboxUnavailable
from grader.model import SandboxFacts
from grader.sandbox.attacks import ATTACKS
from grader.sandbox.base import SandboxSpec
from grader.sandbox.fake import FakeSandbox
from grader.wire import Channel, WireClosed


@pytest.mark.sandbox
def test_the_process_sandbox_denies_every_probe() -> None:
    try:
        rows = probe_process()
    except SandboxUnavailable as error:
        pytest.skip(str(error))
    assert [row.name for row in rows if not row.denied] == []
    assert len(rows) == len(ATTACKS)


def test_a_sandbox_that_denies_nothing_gets_a_fix_for_every_probe() -> None:
    def give_in(sock: object) -> None:
        channel = Channel(sock)  # type: ignore[arg-type]  # a fake session always passes a socket
        try:
            while True:
                channel.receive()
                channel.send({"answer": True})
        except WireClosed:
            channel.close()

    sandbox = FakeSandbox(give_in, facts=SandboxFacts("fake", 2))
    rows = probe(sandbox)
    sandbox.close()
    assert not any(row.denied for row in rows)
    assert all(row.fix for row in rows)
    assert SandboxSpec(limits=PROBE_LIMITS).limits.memory_mib > 0
