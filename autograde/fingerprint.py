"""What a verdict depends on, as one key: equal keys, equal report, times set aside.

Student, submission, exercise, suite, reference and known-wrongs, our code, library versions, boundary, limits, device
and a fingerprint of the course secret. The language is none of it. This module must never leave out something
that could change a verdict: a report that is graded once too often costs milliseconds, a stale one costs a grade.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any

import grader
from autograde.jobs import Job
from grader import catalog
from grader.errors import InvalidExercise, UsageError
from grader.model import Exercise, Kind, Lang, Message, Provenance, SandboxFacts, Submission
from grader.pipeline import versions

__all__ = ["Fingerprints", "Taken", "view_digest"]

Taken = Submission | Message | None
"""What intake made of a job: a submission, the reason why there is no judging it, or nothing was handed in."""

_VIEWS = ("report", "messages")
"""Parts of ``grader`` that show a report and have no say in what it says."""
_CODE = (".py", ".ini", ".j2", ".css")


class Fingerprints:
    """Keys for one run. ``boundary`` says, for a kind of exercise, everything of the sandbox that may matter."""

    def __init__(self, boundary: Callable[[Kind], SandboxFacts], secret: bytes, *, device: str = "cpu") -> None:
        self._boundary = boundary
        self._device = device
        self._seed = hmac.digest(secret, b"which course secret this is", hashlib.sha256).hex()
        self._code = _digest_of(path for path in _files() if path.parts[0] not in _VIEWS)
        self._exercises: dict[str, tuple[str, str] | None] = {}
        self._kinds: dict[Kind, dict[str, Any]] = {}

    def key(self, job: Job, taken: Taken, provenance: Provenance | None = None) -> str:
        """The key of the report on ``taken``; empty where the exercise cannot be read, which is never kept.

        With the ``provenance`` of a finished report, exercise, suite and boundary are those that judged it, which
        may have changed since the run began.
        """
        digests = self._digests(job.exercise)
        if digests is None:
            return ""
        boundary = self._kind(job.exercise.kind)
        if provenance:
            digests = (provenance.exercise_digest, provenance.suite_digest)
            seen = provenance.sandbox
            boundary = boundary | {"backend": seen.backend, "tier": seen.tier, "layers": sorted(seen.layers)}
        facts = {
            "student": [job.student, job.file_name],
            "exercise": [job.exercise.slug, job.exercise.number, *digests],
            "taken": _taken(taken),
            "boundary": boundary,
            "settings": [self._code, self._seed, self._device],
        }
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode("utf-8")).hexdigest()

    def _digests(self, exercise: Exercise) -> tuple[str, str] | None:
        if exercise.slug not in self._exercises:
            try:
                found = catalog.exercise_digest(exercise), catalog.suite_digest(exercise, "hidden")
            except (InvalidExercise, UsageError):  # the grader says what is wrong with it
                found = None
            self._exercises[exercise.slug] = found
        return self._exercises[exercise.slug]

    def _kind(self, kind: Kind) -> dict[str, Any]:
        if kind not in self._kinds:
            facts = self._boundary(kind)
            fields = asdict(facts) | {"layers": sorted(facts.layers), "libraries": versions(kind)}
            self._kinds[kind] = fields
        return self._kinds[kind]


def view_digest(lang: Lang) -> str:
    """What the look of a written report depends on, the report itself set aside."""
    code = _digest_of(path for path in _files() if path.parts[0] in (*_VIEWS, "model.py"))
    return f"{lang}:{metadata.version('jinja2')}:{code}"


def _taken(taken: Taken) -> list[Any]:
    if isinstance(taken, Submission):
        return [taken.digest, taken.name, taken.main, [[note.key, note.params] for note in taken.notes]]
    return [] if taken is None else [taken.key, taken.params]


_PACKAGE = Path(grader.__file__).parent


def _files() -> Iterable[Path]:
    """Our own files that run, relative to the package."""
    return (path.relative_to(_PACKAGE) for path in _PACKAGE.rglob("*") if path.suffix in _CODE)


def _digest_of(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        content = (_PACKAGE / path).read_bytes()
        digest.update(f"{path.as_posix()}:{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()
