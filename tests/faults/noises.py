"""Submissions that misbehave, and seven others that are at work at the same time, whatever the boundary.

The others sleep while they load, so that nobody is finished before the noise has begun. Nothing here judges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from grader.catalog import Course
from tests.faults.conftest import Ended, Lab, make_cohort

NOISES = {
    "memory": "def center(x):\n    held = []\n    while True: held.append(bytearray(64 << 20))\n",
    "forks": "import os\ndef center(x):\n    while True:\n        try: os.fork()\n        except OSError: pass\n",
    "print": "def center(x):\n    while True: print('x' * 1_000_000)\n",
    "files": "def center(x):\n    for n in range(1_000_000): open(f'n{n}', 'w').write('x')\n",
}
"""Each goes on until a limit ends it: ten times the memory, ten gigabytes and a million files are never reached."""
STUDENTS = 8
"""Seven submissions and one that is missing."""
_SLOWLY = "import time\ntime.sleep(1.5)\n"

Reports = dict[str, str]


def eight(course: Course, root: Path, noises: Iterable[str], boundary: tuple[str, ...]) -> Lab:
    """Seven submissions at work and ``noises`` beside them, below ``root``."""
    cohort = make_cohort(root / "cohort", course, STUDENTS, more=_SLOWLY)
    for name in noises:
        (cohort / f"noise-{name}").mkdir()
        (cohort / f"noise-{name}" / "centering.py").write_text(NOISES[name], encoding="utf-8")
    return Lab(course, cohort, root / "out", boundary)


def of_the_others(lab: Lab) -> Reports:
    """The reports on everybody but the noises, by name, measured times set aside."""
    return {name: text for name, text in lab.files().items() if "noise-" not in name and name != "index.html"}


def without_noise(course: Course, root: Path, boundary: tuple[str, ...]) -> Reports:
    """The reports on the seven when nobody disturbs them."""
    quiet = eight(course, root, (), boundary)
    ended = quiet.run("--workers", "4")
    assert ended.code == 0, ended.err
    return of_the_others(quiet)


def with_noise(
    course: Course, root: Path, noises: Iterable[str], boundary: tuple[str, ...], run: Callable[[Lab], Ended]
) -> Reports:
    """The reports on the seven beside noise, which earns nothing; ``run`` grades the batch."""
    disturbed = eight(course, root, noises, boundary)
    ended = run(disturbed)
    noisy = [row["earned_milli"] for row in ended.table if row["student"].startswith("noise-")]
    assert (ended.code, any(noisy)) == (0, False), ended.err
    return of_the_others(disturbed)
