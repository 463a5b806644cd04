"""The promises of every sandbox, kept by containers: plain and behind gVisor, one for all and one for each."""

from __future__ import annotations

import pytest

from grader.sandbox.base import SandboxSpec
from grader.sandbox.conformance import SNIPPETS, Check, checks
from grader.sandbox.docker import DockerOptions, DockerSandbox

pytestmark = pytest.mark.docker

KEPT_BY_EACH = {
    "opens and answers",
    "hang is killed",
    "output is collected",
    "sessions share nothing",
    "nothing survives finish",
    "fork bomb is contained",
    "scratch is wiped",
    "close is idempotent",
}
"""What a container of its own could break; the attacks meet the same layers as in a warm one."""


def keeps(check: Check, options: DockerOptions) -> None:
    check.run(lambda spec: DockerSandbox(spec, options, entry=SNIPPETS))


@pytest.mark.parametrize("options", [(None, "warm")], indirect=True, ids=["default"])
@pytest.mark.parametrize("check", checks(4), ids=lambda check: check.name)
def test_a_warm_container_keeps(check: Check, options: DockerOptions) -> None:
    keeps(check, options)


@pytest.mark.parametrize("options", [("runsc", "warm")], indirect=True, ids=["gvisor"])
@pytest.mark.parametrize("check", checks(4), ids=lambda check: check.name)
def test_a_warm_container_behind_gvisor_keeps(check: Check, options: DockerOptions) -> None:
    keeps(check, options)


@pytest.mark.parametrize("options", [("runsc-streams", "warm")], indirect=True, ids=["streams"])
@pytest.mark.parametrize("check", [c for c in checks(4) if not c.name.startswith("denies")], ids=lambda c: c.name)
def test_a_warm_container_reached_through_its_standard_streams_keeps(check: Check, options: DockerOptions) -> None:
    keeps(check, options)


@pytest.mark.parametrize("options", [(None, "fresh"), ("runsc", "fresh")], indirect=True, ids=["default", "gvisor"])
@pytest.mark.parametrize("check", [c for c in checks(4) if c.name in KEPT_BY_EACH], ids=lambda check: check.name)
def test_a_pool_of_fresh_containers_keeps(check: Check, options: DockerOptions) -> None:
    keeps(check, options)


@pytest.mark.parametrize(
    ("options", "tier"), [((None, "warm"), 3), (("runsc", "warm"), 4)], indirect=["options"], ids=["default", "gvisor"]
)
def test_the_facts_name_tier_layers_versions_and_image(options: DockerOptions, tier: int) -> None:
    with DockerSandbox(SandboxSpec(), options) as sandbox:
        facts = sandbox.facts
    assert (facts.backend, facts.tier) == ("docker", tier)
    assert ("own-kernel" in facts.layers) == (tier == 4)
    assert not set(facts.layers) & set(facts.missing)
    assert facts.versions["image"].startswith("sha256:")
    assert {"numpy", "kernel", "engine", "runtime"} <= set(facts.versions)
