"""Whatever is killed, whenever: the same command finishes the work, and the end is that of an undisturbed run."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from tests.faults.conftest import Lab, finished, kill, named

POINTS = {"small": 4, "whole": 200}
KILLS_PER_BATCH = 10
JUDGE, ZYGOTE = "grader.judge.server", "grader.candidate import zygote"

MakeLab = Callable[..., Lab]
Figure = Callable[[str], None]


def test_a_killed_controller_loses_and_doubles_nothing(lab: MakeLab, whole: bool, figure: Figure) -> None:
    students, points = (100, POINTS["whole"]) if whole else (30, POINTS["small"])
    calm = lab(students, "calm")
    expected, files = calm.run(), calm.files()
    chance = random.Random(20_261_121)
    killed = batches = 0
    resumed: list[float] = []
    while killed < points:
        batches += 1
        disturbed = lab(students, f"disturbed-{batches}")
        for _ in range(min(KILLS_PER_BATCH, points - killed)):
            process = disturbed.start()
            ran_on = finished(process, chance.randrange(0, students // KILLS_PER_BATCH + 3))
            time.sleep(chance.random() * 0.04)
            kill(process)
            killed += 1
            if not ran_on:
                break
        began = time.monotonic()
        ended = disturbed.run()
        resumed.append(time.monotonic() - began)
        assert (ended.code, ended.table) == (expected.code, expected.table)
        assert disturbed.files() == files
        assert disturbed.drafts() == []
    figure(
        f"kill -9 of the controller: {killed} points in {batches} batches of {students}, 0 lost, 0 doubled; "
        f"last run {max(resumed):.1f} s at most"
    )


@pytest.mark.parametrize("victim", [JUDGE, ZYGOTE], ids=["judge", "zygote"])
def test_a_killed_part_costs_nobody_a_verdict(victim: str, lab: MakeLab, whole: bool, figure: Figure) -> None:
    students, kills = (100, 20) if whole else (20, 2)
    calm = lab(students, "calm")
    expected, files = calm.run("--workers", "1"), calm.files()
    chance = random.Random(8)
    disturbed = lab(students, "disturbed")
    done = 0
    with disturbed.start("--workers", "1") as process:
        for _ in range(kills):
            if not finished(process, chance.randrange(2, 2 * students // kills - 4 if whole else 5)):
                break
            time.sleep(chance.random() * 0.03)
            for pid in named(process.pid, victim)[:1]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    done += 1
        process.communicate()
    assert done
    ended = disturbed.run()
    assert (ended.code, ended.table) == (expected.code, expected.table)
    assert disturbed.files() == files
    figure(f"kill -9 of the {victim}: {done} times during {students} submissions, no verdict changed")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
def test_an_interruption_stops_in_time_and_is_finished_later(
    number: signal.Signals, lab: MakeLab, figure: Figure
) -> None:
    from tests.faults.conftest import HANG

    disturbed = lab(10)
    for student in ("zz-1", "zz-2"):  # the last ones hang for longer than we are ready to wait
        (disturbed.cohort / student).mkdir(exist_ok=True)
        (disturbed.cohort / student / "centering.py").write_text(f"{HANG}# {student}", encoding="utf-8")
    with disturbed.start("--workers", "2") as process:
        assert finished(process, 10)
        time.sleep(0.3)
        began = time.monotonic()
        process.send_signal(number)
        process.communicate()
        seconds = time.monotonic() - began
    assert process.returncode == 130
    assert seconds < 10
    figure(f"{number.name} with two hanging submissions: stopped after {seconds:.1f} s")
    for student in ("zz-1", "zz-2"):
        (disturbed.cohort / student / "centering.py").write_text("def center(x):\n    return x\n", encoding="utf-8")
    ended = disturbed.run()
    assert (ended.code, len(ended.table)) == (0, 12)
    assert "not graded again: 10" in ended.err
