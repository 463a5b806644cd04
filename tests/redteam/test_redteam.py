"""Every attack on record earns nothing, says nothing, breaks nothing, and nobody after it notices.

The same battery that ``autograde redteam`` runs, without the attacks that need long: those are named below, and the
whole record is for ``autograde redteam``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograde.grading import Policy
from autograde.redteam.battery import Battery, open_battery
from autograde.redteam.record import GOALS, Fixture, attacks_folder, read_record
from grader.catalog import open_course
from grader.errors import SandboxUnavailable

pytestmark = pytest.mark.sandbox

RECORD = read_record(attacks_folder())
COURSE = Path(__file__).parents[2]
LONG = frozenset({
    "crash/broadcast_in_a_test", "crash/callback_broadcast", "crash/callback_too_large", "crash/config_grows",
    "crash/sixty_megabytes_each", "crash/replay_with_hostile_numbers", "crash/one_byte_at_a_time",
    "crash/ignores_signals_and_spins", "forge/second_load_lies", "forge/thousand_references", "lie/lazy_answers",
})  # fmt: skip
"""Attacks that wait or compute for seconds by design."""
QUICK = [fixture for fixture in RECORD if fixture.key not in LONG]


@pytest.fixture(scope="module")
def battery() -> Iterator[Battery]:
    """One sandbox per kind and one judge per exercise for all attacks: what one leaves, the next would find."""
    try:
        with open_battery(Policy("process"), open_course(COURSE), random.Random(20261121)) as opened:
            yield opened
    except SandboxUnavailable as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("fixture", QUICK, ids=lambda fixture: fixture.key)
def test_an_attack_on_record_breaks_no_promise(battery: Battery, fixture: Fixture) -> None:
    row = battery.attempt(fixture)
    assert row.skipped == ""
    assert row.broken == ()


def test_every_long_attack_is_on_record() -> None:
    assert {fixture.key for fixture in RECORD} >= LONG


def test_every_goal_has_attacks() -> None:
    assert {fixture.goal for fixture in RECORD} <= set(GOALS)
