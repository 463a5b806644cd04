"""Which exercises have changed on disk, again and again: what ``autograde verify --watch`` waits for.

It only names exercises; it never proves one, and it never ends by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from grader.errors import UsageError
from grader.model import Exercise

SETTLE_MILLISECONDS = 300
"""Changes within this time are one change: editors write a file in several steps."""

START_MILLISECONDS = 200
"""How soon the watching says that it has begun, although nothing has changed."""

Watch = Callable[..., Iterable[set[tuple[Any, str]]]]
"""``watchfiles.watch``, or what stands for it."""


def watcher() -> Watch:
    """``watchfiles.watch``. Raises ``UsageError`` with the command that installs it."""
    try:
        watch: Watch = import_module("watchfiles").watch
    except ImportError:
        raise UsageError("--watch needs the package watchfiles", "pip install 'autograde[watch]'") from None
    return watch


def changes(exercises: Sequence[Exercise], watch: Watch) -> Iterator[tuple[Exercise, ...]]:
    """The exercises that have changed since the last time, in their order; waits until there is one.

    The first answer says only that from now on nothing is missed, not even while an exercise is proved. Caches of
    Python and of editors do not count. Raises ``KeyboardInterrupt`` when the user has had enough.
    """
    folders = [folder for exercise in exercises for folder in _folders(exercise)]
    ready = False
    for seen in watch(*folders, debounce=SETTLE_MILLISECONDS, rust_timeout=START_MILLISECONDS, yield_on_timeout=True):
        changed = touched(exercises, [Path(path) for _, path in seen])
        if changed or not ready:
            ready = True
            yield changed


def touched(exercises: Sequence[Exercise], paths: Sequence[Path]) -> tuple[Exercise, ...]:
    """The exercises that one of ``paths`` belongs to."""
    return tuple(e for e in exercises if any(p.is_relative_to(folder) for folder in _folders(e) for p in paths))


def _folders(exercise: Exercise) -> tuple[Path, ...]:
    return (exercise.published, exercise.private) if exercise.private else (exercise.published,)
