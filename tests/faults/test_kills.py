"""Whatever is killed, whenever: the same command finishes the work, and the end is that of an undisturbed run."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable

import pytest

from tests.faults.blows import CONTROLLER, PARTS, Campaign
from tests.faults.conftest import HANG, Lab, finished

POINTS = 200
PER_BATCH = 10

MakeLab = Callable[..., Lab]
Figure = Callable[[str], None]


def test_whatever_is_killed_nothing_is_lost_or_doubled(lab: MakeLab, whole: bool, figure: Figure) -> None:
    students, points = (100, POINTS) if whole else (30, 6)
    calm = lab(students, "calm")
    expected, files = calm.run(), calm.files()
    campaign = Campaign((CONTROLLER, *PARTS), random.Random(20_261_121), stride=students // PER_BATCH + 3)
    batches = 0
    while campaign.points < points:
        batches += 1
        disturbed = lab(students, f"disturbed-{batches}")
        ended = campaign.batch(disturbed, min(PER_BATCH, points - campaign.points))
        assert (ended.code, ended.table) == (expected.code, expected.table)
        assert disturbed.files() == files
        assert disturbed.drafts() == []
        figure(f"{campaign.points} of {points} kills")
    figure(
        f"kill -9 at {campaign.points} points {dict(campaign.counts)} in {batches} batches of {students}: "
        f"0 lost, 0 doubled, tables and files equal; the last run of a batch {max(campaign.resumed):.1f} s at most"
    )


@pytest.mark.parametrize("victim", PARTS)
def test_a_killed_part_costs_nobody_a_verdict_within_the_same_run(
    victim: str, lab: MakeLab, whole: bool, figure: Figure
) -> None:
    """One kill: the submission concerned is tried again by a fresh grader, and nobody has to run anything again."""
    students, runs = (100, 10) if whole else (20, 1)
    calm = lab(students, "calm")
    expected, files = calm.run("--workers", "1"), calm.files()
    campaign, done = Campaign((victim,), random.Random(8)), 0
    for number in range(runs):
        disturbed = lab(students, f"disturbed-{number}")
        with disturbed.start("--workers", "1") as process:
            assert finished(process, campaign.chance.randrange(2, students // 2))
            time.sleep(campaign.chance.random() * 0.03)
            done += campaign.strike(process, victim)
            process.communicate()
        assert process.returncode == expected.code
        assert disturbed.files() == files
    assert done
    figure(f"kill -9 of the {victim} in {done} runs of {students} submissions: no verdict changed, nothing left to do")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
def test_an_interruption_stops_in_time_and_is_finished_later(
    number: signal.Signals, lab: MakeLab, figure: Figure
) -> None:
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
