"""Every attack on record earns nothing, says nothing, breaks nothing, and nobody after it notices.

The same battery that ``autograde redteam`` runs, without the attacks that need long: those are named below, and the
whole record is for ``autograde redteam``.
"""

from __future__ import annotations

import random
import re
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
    "crash/endless_loop_while_loading", "crash/ignores_signals_and_spins", "crash/many_small_objects",
    "crash/memory_of_all", "crash/message_at_the_very_limit", "crash/one_byte_at_a_time",
    "crash/replay_with_hostile_numbers", "crash/replaces_builtins", "crash/sixty_megabytes_each", "crash/slow_type",
    "crash/swallows_the_timeout", "forge/patch_libraries", "forge/second_load_lies",
    "forge/stopped_clock", "forge/thousand_references", "lie/lazy_answers", "lie/made_up_statistics",
    "lie/module_that_copies_names", "steal/search_files",
})  # fmt: skip
"""Attacks that wait or compute for seconds by design."""
REPEATED = frozenset({"lie", "forge"})
"""Of these goals, quick tests try only those of the target course: the others compute with larger exercises."""
QUICK = [f for f in RECORD if f.key not in LONG and (f.goal not in REPEATED or "vault" in f.exercise)]


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


def test_every_goal_has_attacks() -> None:
    assert {fixture.goal for fixture in RECORD} == set(GOALS)


def test_every_long_attack_is_on_record() -> None:
    assert {fixture.key for fixture in RECORD} >= LONG


def test_the_index_names_every_attack_and_no_other() -> None:
    index = (Path(__file__).parent / "INDEX.md").read_text(encoding="utf-8")
    named = set(re.findall(rf"`((?:{'|'.join(GOALS)})/\w+)`", index))
    assert named == {fixture.key for fixture in RECORD}
