"""The attacks on record: one file each, its goal in the folder's name, its expected verdict beside it.

Python files are submissions; their first line says ``<exercise>[/<task>] <verdict> <points>: <what it tries>``. TOML
files describe what else can be handed in (archives, notebooks, folders, repositories, cohorts); ``expect`` says the
same, or names the sentence of the refusal. Reading a fixture must never execute anything of it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.errors import InvalidExercise, UsageError

GOALS = ("forge", "lie", "steal", "shortcut", "crash", "escape", "intake", "report", "honest")
"""What an attack is after. ``honest`` ones are none: programs that must not be taken for attacks."""

HONEST = "# <reference>"
"""Where a fixture says this, the honest solution of its exercise stands."""

_HEAD = re.compile(r'"""(?P<exercise>\w+)(?:/(?P<task>\w+))? (?P<expect>[a-z_|]+ (?:\d+|full)): (?P<about>\S[^"]*)"""')
_TIER = re.compile(r"^# tier: (\d)$", re.MULTILINE)
_NEEDS_BOUNDARY = ("crash", "escape")
_BESIDE = "forge.py"


@dataclass(frozen=True, slots=True)
class Expected:
    """What becomes of an attack: the verdict of the submission (or of ``task``) and its points, or a refusal.

    Where boundaries differ in what they refuse, ``verdict`` names several: ``wrong_answer|runtime_error``.
    """

    verdict: str = ""
    points: int | None = 0
    """``None`` means full marks."""
    refused: str = ""
    task: str = ""

    def entitled_milli(self, full_milli: int) -> int:
        """Thousandths of a point that what is honest in this submission earns."""
        return full_milli if self.points is None else self.points * 1000


@dataclass(frozen=True, slots=True)
class Fixture:
    """One attack. ``tier`` is the lowest boundary behind which it does no harm to the machine."""

    goal: str
    name: str
    exercise: str
    about: str
    expected: Expected
    tier: int
    path: Path
    spec: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> str:
        """``goal/name``."""
        return f"{self.goal}/{self.name}"

    @property
    def form(self) -> str:
        """``submission`` for a program, else what is built from the description."""
        return str(self.spec.get("form", "submission"))


def attacks_folder() -> Path:
    """Where the attacks lie: inside the wheel, or in the source tree. Raises ``UsageError`` without them."""
    package = Path(__file__).resolve().parent
    for folder in (package / "_attacks", package.parents[1] / "tests" / "redteam" / "attacks"):
        if folder.is_dir():
            return folder
    raise UsageError("the attacks are not installed here", "run from a source tree, or reinstall autograde")


def read_record(folder: Path) -> tuple[Fixture, ...]:
    """Every attack below ``folder``, by goal and name. Raises ``InvalidExercise`` for a malformed one."""
    paths = [path for goal in GOALS for path in sorted((folder / goal).glob("*")) if path.suffix in (".py", ".toml")]
    return tuple(_read_source(path) if path.suffix == ".py" else _read_spec(path) for path in paths)


def select(record: Sequence[Fixture], only: Sequence[str]) -> tuple[Fixture, ...]:
    """The attacks that ``only`` names, by goal, name or ``goal/name``; all without it. Raises ``UsageError``."""
    for word in only:
        if not any(word in (f.goal, f.name, f.key) for f in record):
            raise UsageError(f"no attack or goal is called '{word}'", f"goals: {', '.join(GOALS)}")
    return tuple(f for f in record if not only or {f.goal, f.name, f.key} & set(only))


def sources(fixture: Fixture, main: str, reference: bytes, prey: bytes) -> dict[str, bytes]:
    """The files of a submission: its source under the name ``main``, and the tools that attacks share."""
    honest = reference.replace(b"from __future__ import annotations\n", b"")
    tools = (fixture.path.parents[1] / _BESIDE).read_bytes().replace(b"# <prey>", prey)
    return {main: fixture.path.read_bytes().replace(HONEST.encode("ascii"), honest), _BESIDE: tools}


def _read_source(path: Path) -> Fixture:
    text = path.read_text(encoding="utf-8")
    head = _HEAD.match(text)  # not parsed: some of them are bombs for parsers
    if head is None:
        raise InvalidExercise(f"{path}: the docstring must say: exercise verdict points: what it tries", "Add it.")
    tier = _TIER.search(text)
    expected = _expected(head["expect"], head["task"] or "")
    return _fixture(path, head["exercise"], head["about"], expected, int(tier[1]) if tier else None)


def _read_spec(path: Path) -> Fixture:
    spec = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        expected = _expected(spec["expect"], spec.get("task", ""))
        return _fixture(path, spec["exercise"], spec["about"], expected, spec.get("tier"), spec)
    except KeyError as error:
        raise InvalidExercise(f"{path}: the field {error} is missing", "Add it.") from None


def _expected(text: str, task: str) -> Expected:
    if text.startswith("intake."):
        return Expected(verdict="invalid_submission", refused=text)
    verdict, _, points = text.partition(" ")
    return Expected(verdict, None if points == "full" else int(points), task=task)


def _fixture(
    path: Path, exercise: str, about: str, expected: Expected, tier: int | None, spec: dict[str, Any] | None = None
) -> Fixture:
    goal = path.parent.name
    least = int(goal in _NEEDS_BOUNDARY) if tier is None else tier
    return Fixture(goal, path.stem, exercise, about, expected, least, path, spec or {})
