"""Chooses, out of one level of a folder, archive or tree, the files that are graded.

All containers end here, so the same code gives the same submission whatever it was wrapped in. Only
the main file and plain modules beside it are read; everything else is never opened.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from grader.errors import InvalidSubmission
from grader.intake.caps import FILE_BYTES, FILES, NOTED_NAMES, TOTAL_BYTES
from grader.intake.names import is_module, is_noise, is_source, shadows, shown_name
from grader.intake.source import check_source, is_empty
from grader.model import Exercise, Message, Scalar, Submission

Sort = Literal["file", "folder", "link", "special"]


@dataclass(frozen=True, slots=True)
class Found:
    """One name in a container. ``read(limit)`` gives at most ``limit + 1`` bytes, so one too many is seen."""

    name: str
    sort: Sort
    read: Callable[[int], bytes]


def choose(found: Sequence[Found], exercise: Exercise, container: str, student: str) -> Submission:
    """The submission that ``found`` makes up. Raises ``InvalidSubmission``."""
    main = _main(found, exercise, container)
    others = [item for item in found if item is not main]
    modules = [item for item in others if _is_taken(item, exercise)]
    _check_count(modules, exercise)
    files = {exercise.filename: _read(main, exercise)}
    for module in modules:
        files[module.name] = _read(module, exercise)
        _check_total(files, exercise)
    if is_empty(files[exercise.filename]):
        raise InvalidSubmission("intake.empty", name=main.name)
    return submission(student, exercise, files, [*renamed(main.name, exercise), *_left_out(others, modules, exercise)])


def submission(student: str, exercise: Exercise, files: Mapping[str, bytes], notes: Iterable[Message]) -> Submission:
    """The record, with its digest; ``files`` were checked."""
    return Submission(shown_name(student), exercise.filename, dict(files), digest(files), tuple(notes))


def digest(files: Mapping[str, bytes]) -> str:
    """SHA-256 (hex) over names and contents, each with its length: independent of container and order."""
    total = hashlib.sha256()
    for name in sorted(files):
        for item in (name.encode("utf-8"), files[name]):
            total.update(len(item).to_bytes(8, "little"))
            total.update(item)
    return total.hexdigest()


def renamed(name: str, exercise: Exercise) -> list[Message]:
    """A note, if the main file was handed in under another name."""
    if name == exercise.filename:
        return []
    return [Message("intake.note.renamed", {"name": name, "filename": exercise.filename})]


def is_notebook_only(found: Sequence[Found], exercise: Exercise) -> Found | None:
    """The exercise's notebook, if no source file competes with it."""
    if any(item.name in spellings(exercise, ".py") for item in found):
        return None
    return next((item for item in found if item.name in spellings(exercise, ".ipynb")), None)


def spellings(exercise: Exercise, suffix: str) -> tuple[str, str]:
    """``conv_naive.py`` and ``conv-naive.py``, the exact one first."""
    return f"{exercise.slug}{suffix}", f"{exercise.slug.replace('_', '-')}{suffix}"


# --- the main file ---------------------------------------------------------------------------


def _main(found: Sequence[Found], exercise: Exercise, container: str) -> Found:
    for name in spellings(exercise, ".py"):
        for item in found:
            if item.name == name:
                return item
    raise _no_main([i.name for i in found if i.sort == "file" and is_source(i.name)], exercise, container)


def _no_main(sources: Sequence[str], exercise: Exercise, container: str) -> InvalidSubmission:
    if len(sources) == 1:
        return InvalidSubmission("intake.main_renamed", filename=exercise.filename, name=container, found=sources[0])
    if sources:
        return InvalidSubmission("intake.main_unclear", filename=exercise.filename, name=container, count=len(sources))
    return InvalidSubmission("intake.main_missing", filename=exercise.filename, name=container)


# --- its modules -------------------------------------------------------------------------------


def _is_taken(item: Found, exercise: Exercise) -> bool:
    plain = item.sort == "file" and is_module(item.name) and not shadows(item.name)
    return plain and item.name.casefold() != exercise.filename.casefold()


def _read(item: Found, exercise: Exercise) -> bytes:
    if item.sort == "folder":
        raise InvalidSubmission("intake.folder_as_file", name=item.name, filename=exercise.filename)
    if item.sort == "link":
        raise InvalidSubmission("intake.link", name=item.name)
    if item.sort == "special":
        raise InvalidSubmission("intake.special", name=item.name)
    content = item.read(FILE_BYTES)
    check_source(item.name, content)
    return content


def _check_count(modules: Sequence[Found], exercise: Exercise) -> None:
    if len(modules) >= FILES:
        raise InvalidSubmission("intake.too_many_files", limit=FILES, filename=exercise.filename)


def _check_total(files: Mapping[str, bytes], exercise: Exercise) -> None:
    if sum(map(len, files.values())) > TOTAL_BYTES:
        raise InvalidSubmission("intake.too_large_together", limit_kib=TOTAL_BYTES >> 10, filename=exercise.filename)


def _left_out(others: Sequence[Found], taken: Sequence[Found], exercise: Exercise) -> list[Message]:
    """Notes about what is not graded; what systems leave behind and the handout itself are not mentioned."""
    handout = {"test_public.py", "README.md", "README.ko.md", "exercise.toml"}
    left = sorted(i.name for i in others if i not in taken and not is_noise(i.name) and i.name not in handout)
    shadowing = [name for name in left if is_module(name) and shadows(name)]
    rest = [name for name in left if name not in shadowing]
    notes = [Message("intake.note.shadows", {"name": name}) for name in shadowing[:NOTED_NAMES]]
    if rest:
        names = ", ".join(shown_name(name) for name in rest[:NOTED_NAMES]) + (
            ", ..." if len(rest) > NOTED_NAMES else ""
        )
        params: dict[str, Scalar] = {"filename": exercise.filename, "count": len(rest), "names": names}
        notes.append(Message("intake.note.ignored", params))
    return notes
