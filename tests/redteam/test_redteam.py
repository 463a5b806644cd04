"""Every attack on record earns nothing, says nothing, breaks nothing, and nobody after it notices.

One hostile submission per file in ``attacks/<goal>/``. Its first line says what becomes of it and what it tries:
``<exercise> <verdict of its first task> <points>: <what it tries>``. ``attacks/honest`` are programs that must not be
taken for attacks: the reference stands where they say ``# <reference>``, and they earn full marks.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from grader.catalog import open_course, reference_source
from grader.errors import SandboxUnavailable
from grader.model import Exercise, Lang, Report, Submission
from grader.pipeline import Grader, sandbox_spec
from grader.report import FORMATS, renderer
from grader.sandbox.base import Sandbox, SandboxSpec
from grader.sandbox.process import ProcessSandbox

pytestmark = pytest.mark.sandbox

ATTACKS = Path(__file__).parent / "attacks"
COURSE = Path(__file__).parents[2]
HEAD = re.compile(r'"""(\w+) (\w+) (0|full): \S')
CANARY = b"CANARY, the course secret of the red team"
SLACK_SECONDS = 12.0
"""What an attack may take beyond its limits: loading again, killing, a busy machine."""


@dataclass(frozen=True)
class Attack:
    """One file of ``attacks``, as its first line describes it."""

    path: Path
    slug: str
    verdict: str
    full: bool

    @classmethod
    def read(cls, path: Path) -> Attack:
        head = HEAD.match(path.read_text(encoding="utf-8"))
        assert head, f"{path.name}: the first line must say exercise, verdict, points, and what is tried"
        return cls(path, head[1], head[2], head[3] == "full")

    def files(self, exercise: Exercise) -> dict[str, bytes]:
        reference = (reference_source(exercise) or b"").replace(b"from __future__ import annotations\n", b"")
        source = self.path.read_bytes().replace(b"# <reference>", reference)
        return {exercise.filename: source, "forge.py": (ATTACKS / "forge.py").read_bytes()}


RECORD = [Attack.read(path) for path in sorted(ATTACKS.glob("*/*.py"))]
Grade = Callable[[str, dict[str, bytes]], Report]


def limited(slug: str) -> Exercise:
    """The exercise with its real suite and short limits, so that attacks that wait end soon."""
    exercise = open_course(COURSE).get(slug)
    limits = replace(
        exercise.limits, load_seconds=4.0, call_seconds=1.0, case_seconds=3.0, total_seconds=10.0, deaths=1
    )
    return replace(exercise, limits=replace(limits, memory_mib=512, output_kib=256))


@pytest.fixture(scope="module")
def grade() -> Iterator[Grade]:
    """Grades through warm graders, one per exercise, and one sandbox per kind: what one leaves, the next would find."""
    sandboxes: dict[SandboxSpec, Sandbox] = {}
    graders: dict[str, Grader] = {}
    with ExitStack() as stack:

        def find(slug: str) -> Grader:
            exercise = limited(slug)
            spec = sandbox_spec(exercise)
            if spec not in sandboxes:
                try:
                    sandboxes[spec] = stack.enter_context(ProcessSandbox(spec))
                except SandboxUnavailable as error:
                    pytest.skip(str(error))
            if slug not in graders:
                grader = Grader(exercise, sandboxes[spec], suite="hidden", secret=CANARY, device="cpu")
                graders[slug] = stack.enter_context(grader)
            return graders[slug]

        def run(slug: str, files: dict[str, bytes]) -> Report:
            grader = find(slug)
            digest = hashlib.sha256(b"".join(files.values())).hexdigest()
            return grader.grade(Submission("red", grader.exercise.filename, files, digest))

        yield run


@pytest.mark.parametrize("attack", RECORD, ids=lambda a: f"{a.path.parent.name}-{a.path.stem}")
def test_an_attack_on_record_gets_what_it_deserves(
    grade: Grade, attack: Attack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "canary").write_bytes(CANARY)
    monkeypatch.setenv("AUTOGRADE_SECRET", CANARY.decode())
    exercise = limited(attack.slug)
    began = time.monotonic()
    report = grade(attack.slug, attack.files(exercise))
    seconds = time.monotonic() - began
    assert (report.tasks[0].verdict.value, report.scored) == (attack.verdict, True)
    assert report.earned_milli == (report.max_milli if attack.full else 0)
    assert seconds < exercise.limits.total_seconds + exercise.limits.load_seconds + SLACK_SECONDS
    shown = [renderer(form)(report, lang) for form in FORMATS for lang in Lang]
    assert not [text for text in shown if "CANARY" in text]


@pytest.mark.parametrize("slug", sorted({attack.slug for attack in RECORD}))
def test_whoever_comes_after_the_attacks_is_graded_as_ever(grade: Grade, slug: str) -> None:
    exercise = limited(slug)
    report = grade(slug, {exercise.filename: reference_source(exercise) or b""})
    assert report.earned_milli == report.max_milli


def test_an_attack_that_fills_the_judge_leaves_room_for_the_next(grade: Grade) -> None:
    hog = Attack.read(ATTACKS / "faults/sixty_megabytes_each.py")
    exercise = limited(hog.slug)
    for _ in range(2):
        assert grade(hog.slug, hog.files(exercise)).tasks[0].verdict.value == hog.verdict
        report = grade(hog.slug, {exercise.filename: reference_source(exercise) or b""})
        assert report.earned_milli == report.max_milli


def test_the_record_is_as_large_as_promised() -> None:
    assert len([attack for attack in RECORD if not attack.full]) >= 40
