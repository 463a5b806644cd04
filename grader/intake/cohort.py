"""Finds the submissions of a cohort: one folder per student, one entry per exercise.

Names of folders and files come from students and learning platforms. This module must never read a
submission, and never let a link lead from one student's folder to anything outside of it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from grader.errors import UsageError
from grader.intake.caps import ENTRIES
from grader.intake.directory import is_folder
from grader.intake.names import SafeNames, folded, is_noise, shown_name
from grader.model import Exercise, Message

SUFFIXES = (".py", ".zip", ".ipynb", "")
"""Accepted forms; the empty suffix is a folder."""

_COPY = re.compile(r"(?: \(\d+\)|-\d+)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One student's submission for one exercise, not yet read.

    ``student`` is for people, ``safe_name`` for file names. ``refused`` says why ``path`` must not be
    taken (a link out of the folder, two submissions at once); it is ``None`` for an ordinary entry.
    """

    student: str
    safe_name: str
    exercise: Exercise
    path: Path
    refused: Message | None = None


@dataclass(frozen=True, slots=True)
class Student:
    """One folder of a cohort. ``strays`` are names that belong to no exercise of the course."""

    name: str
    safe_name: str
    path: Path
    entries: tuple[Entry, ...]
    strays: tuple[str, ...]


def scan(root: Path, exercises: Iterable[Exercise]) -> list[Entry]:
    """All submissions below ``root`` for ``exercises``, by student, then by number of the exercise.

    Raises ``UsageError`` if ``root`` is no folder.
    """
    return [entry for student in students(root, exercises) for entry in student.entries]


def students(root: Path, exercises: Iterable[Exercise]) -> list[Student]:
    """All students below ``root``, those without any submission included, sorted by folder name."""
    by_slug = {folded(exercise.slug): exercise for exercise in exercises}
    names = SafeNames()
    return [_student(path, root, by_slug, names.add(path.name)) for path in _folders(root)]


def _folders(root: Path) -> list[Path]:
    if not is_folder(root):
        raise UsageError(f"{root} is no folder", "A cohort is a folder that holds one folder per student.")
    return sorted((path for path in _names(root, None) if is_folder(path)), key=lambda path: path.name)


def _names(folder: Path, limit: int | None) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return [folder / entry.name for entry in islice(entries, limit) if not is_noise(entry.name)]
    except OSError:  # a folder that may not be listed holds nothing for us; its student is still shown
        return []


def _student(path: Path, root: Path, by_slug: Mapping[str, Exercise], safe: str) -> Student:
    name = shown_name(path.name)
    claims: dict[str, list[Path]] = {}
    strays: list[str] = []
    inside = _is_inside(path, root)
    for item in sorted(_names(path, ENTRIES)) if inside else []:
        exercise = _claimed(item, by_slug)
        if exercise:
            claims.setdefault(exercise.slug, []).append(item)
        else:
            strays.append(shown_name(item.name))
    entries = [
        Entry(name, safe, exercise, items[0], _refusal(items, path))
        for exercise in by_slug.values()
        if (items := claims.get(exercise.slug))
    ]
    if not inside:
        refused = Message("intake.outside", {"name": path.name})
        entries = [Entry(name, safe, exercise, path, refused) for exercise in by_slug.values()]
    return Student(name, safe, path, tuple(sorted(entries, key=lambda e: e.exercise.number)), tuple(strays))


def _claimed(item: Path, by_slug: Mapping[str, Exercise]) -> Exercise | None:
    """The exercise that a file name means; case, hyphens and a download's ``(1)`` or ``-1`` set aside."""
    suffix = item.suffix.lower()
    if suffix not in SUFFIXES or (not suffix and not is_folder(item)):
        return None
    stem = item.name[: len(item.name) - len(suffix)]
    for spelled in (stem, _COPY.sub("", stem)):
        exercise = by_slug.get(folded(spelled.strip().replace("-", "_")))
        if exercise:
            return exercise
    return None


def _refusal(items: Sequence[Path], folder: Path) -> Message | None:
    for item in items:
        if not _is_inside(item, folder):
            return Message("intake.outside", {"name": item.name})
    if len(items) > 1:
        return Message("intake.two_submissions", {"name": items[0].name, "other": items[1].name})
    return None


def _is_inside(path: Path, folder: Path) -> bool:
    """True unless following links leads out of ``folder``."""
    try:
        return path.resolve(strict=False).is_relative_to(folder.resolve(strict=False))
    except (OSError, RuntimeError):  # a loop of links
        return False
