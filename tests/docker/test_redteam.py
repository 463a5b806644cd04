"""The red team against containers: what is after the boundary, and a few attacks of every other goal.

Intake, reports and the scan of a source are the same behind every boundary; ``tests/redteam`` tries those. The whole
record against an engine is ``autograde redteam --sandbox docker``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from autograde.grading import Policy
from autograde.redteam.battery import Battery, open_battery
from autograde.redteam.record import GOALS, Fixture
from grader.catalog import open_course
from tests.docker.conftest import options_for
from tests.redteam.test_redteam import COURSE, QUICK

pytestmark = [pytest.mark.docker, pytest.mark.slow]

EVERY = {"forge": 1, "steal": 1, "escape": 1, "crash": 3}
"""Of these goals every so-manieth quick attack; of the others every tenth."""
SAMPLE = [fixture for goal in GOALS for fixture in [f for f in QUICK if f.goal == goal][:: EVERY.get(goal, 10)]]
TIERS = {"runc": 3, "runsc": 4}


@pytest.fixture(scope="module", params=TIERS)
def battery(request: pytest.FixtureRequest, url: str) -> Iterator[Battery]:
    """One warm container per kind for all attacks: what one leaves, the next would find."""
    policy = Policy("docker", TIERS[request.param], docker=options_for(url, request.param))
    with open_battery(policy, open_course(COURSE), random.Random(20261121)) as opened:
        yield opened


@pytest.mark.parametrize("fixture", SAMPLE, ids=lambda fixture: fixture.key)
def test_an_attack_on_record_breaks_no_promise(battery: Battery, fixture: Fixture) -> None:
    row = battery.attempt(fixture)
    assert row.skipped == ""
    assert row.broken == ()
