"""The battery itself: it would see what it claims to look for."""

from __future__ import annotations

import base64
import json
import random
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from autograde.grading import Policy
from autograde.redteam import prey
from autograde.redteam.battery import Tried, open_battery, tally
from autograde.redteam.canary import NUMBERS, TEXTS, Canaries
from autograde.redteam.inert import defects
from autograde.redteam.record import Expected, Fixture, attacks_folder, read_record, select
from grader.errors import UsageError

CANARIES = Canaries.draw(random.Random(7))
RECORD = read_record(attacks_folder())


@pytest.mark.parametrize("kind", TEXTS)
def test_a_text_canary_is_found_plain_and_in_disguise(kind: str) -> None:
    mark = CANARIES.texts[kind].rpartition("-")[2].encode()
    for told in (mark, mark.hex().encode(), mark[::-1], *(base64.b64encode(b"x" * n + mark) for n in range(3))):
        assert CANARIES.found_in(b"..." + told + b"...") == {kind}


@pytest.mark.parametrize("kind", NUMBERS)
def test_a_number_is_found_as_printed_and_as_bytes(kind: str) -> None:
    value = CANARIES.numbers[kind]
    single = struct.unpack("<f", struct.pack("<f", value))[0]
    for told in (repr(value), repr(single), f"[0.1 {value:.8f}]", struct.pack("<d", value).hex()):
        assert CANARIES.found_in(told.encode()) == {kind}


def test_nothing_is_found_where_nothing_is() -> None:
    assert CANARIES.found_in(b"CANARY 0123456789abcdef 1.5 14.5 " * 100) == frozenset()


LIVELY = {
    "html": ["<script>1</script>", "<img src=x>", "<p onclick=x>", "<a href='http://x'>", "<p style='x'>", "<iframe>"],
    "md": ["[a](http://x)", "![a](b)", "<b onload=x>", "::error::x", "##[error]x"],
    "junit": ["<a>", "<!DOCTYPE a><a/>", "<a>\x1b</a>", "<a>\n::error::x</a>"],
    "json": ["{", '{"a": NaN}', '"\u202e"'],
    "csv": ["a\n=1+1", 'a,"+1"', "a,@SUM(1)", "\u202ea"],
    "text": ["\x1b[2J", "a\u202eb", "\n::set-output", "##[group]", "\u0085"],
}


@pytest.mark.parametrize(("form", "text"), [(form, text) for form in LIVELY for text in LIVELY[form]])
def test_what_is_more_than_text_is_seen(form: str, text: str) -> None:
    assert defects(form, text) != []


def test_dead_text_is_seen_as_dead() -> None:
    policy = "<meta http-equiv='content-security-policy' content=\"default-src 'none'\">"
    assert defects("html", f"{policy}<p>&lt;script&gt; 안녕하세요</p><a href='#x'>x</a>") == []
    assert defects("md", "`<b>` \\[a\\](x) a::b # &lt;b&gt;") == []
    assert defects("csv", "a,b\n'=1,x=1") == []
    assert defects("text", "안녕하세요 a::b\n  fine") == []


def test_every_broken_promise_is_counted() -> None:
    fixture = Fixture("forge", "x", "vault", "tries", Expected("wrong_answer"), 0, Path("x.py"))
    seen: tuple[dict[str, Any], ...] = (
        {}, {"skipped": "why"}, {"gained_milli": 1}, {"leaked": ("input",)}, {"changed": 2}, {"crashed": "it ended"},
        {"overrun_seconds": 99.0},
    )  # fmt: skip
    rows = [Tried(fixture, **what) for what in seen]
    total = tally(rows)
    assert (total.tried, total.skipped, total.broken) == (6, 1, 5)
    figures = (total.gained_milli, total.leaked, total.changed, total.crashed, total.overrun_seconds)
    assert figures == (1, 1, 2, 1, 99.0)


def test_attacks_are_chosen_by_goal_name_or_both() -> None:
    assert {fixture.goal for fixture in select(RECORD, ["report"])} == {"report"}
    assert [fixture.key for fixture in select(RECORD, ["calls_the_library"])] == ["shortcut/calls_the_library"]
    with pytest.raises(UsageError):
        select(RECORD, ["nothing_of_the_kind"])


def test_without_a_boundary_the_battery_sees_what_leaks() -> None:
    wanted = select(RECORD, ["steal/environment_of_processes", "escape/host_sockets"])
    with open_battery(Policy("unsafe", 0, trusted=True), None, random.Random(3)) as battery:
        stolen, kept = sorted(battery.run(wanted), key=lambda row: row.fixture.goal, reverse=True)
    assert "environment" in stolen.leaked
    assert stolen.broken != ()
    assert "tier 1" in kept.skipped


@pytest.mark.sandbox
def test_the_command_prints_its_figures_as_one_document() -> None:
    command = [sys.executable, "-m", "autograde.cli.main", "redteam", "--sandbox", "process", "--json"]
    only = ["--only", "shortcut/calls_the_library", "--only", "intake/archive_climbs_out"]
    done = subprocess.run([*command, *only], capture_output=True, text=True, check=False)
    if done.returncode == 4:
        pytest.skip(done.stderr)
    document = json.loads(done.stdout)
    assert (done.returncode, document["total"]["tried"], document["total"]["broken"]) == (0, 2, 0)
    assert document["sandbox"]["backend"] == "process"
    assert {row["verdict"] for row in document["attacks"]} == {"forbidden", "invalid_submission"}


def test_only_what_has_appeared_since_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prey, "_PLACES", (str(tmp_path),))
    (tmp_path / "red-of-somebody-else").write_text("1", encoding="utf-8")
    with prey.set_out(CANARIES):
        (tmp_path / "red-of-an-attack").write_text("1", encoding="utf-8")
        (tmp_path / "of-a-stranger").write_text("1", encoding="utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {"red-of-somebody-else", "of-a-stranger"}
