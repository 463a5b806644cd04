"""Lists a folder and reads regular files from it, without following links and without waiting.

A submission folder may hold a pipe that never ends, a device, a link to ``/etc/shadow`` or a million
names. This module must never open anything but a regular file, and never read beyond a cap.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from grader.errors import InvalidSubmission
from grader.intake.caps import ENTRIES
from grader.intake.choose import Found, Sort
from grader.intake.names import is_noise

# Flags that Windows does not know; there, opening a pipe or a device by a plain path is not possible either.
_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


def mode_of(path: Path, shown: str) -> int | None:
    """The file mode of what ``path`` leads to; ``None`` if there is nothing. Raises ``InvalidSubmission``."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a NUL in a name is a ValueError
        return None
    except OSError:
        raise InvalidSubmission("intake.unreadable", name=shown) from None


def is_folder(path: Path) -> bool:
    """True for a folder that may be looked at."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False


def list_folder(path: Path, shown: str = "") -> list[Found]:
    """What lies in ``path`` (or in its only subfolder, if nothing else is there). Raises ``InvalidSubmission``."""
    found = _list(path, shown or path.name)
    wanted = [item for item in found if not is_noise(item.name)]
    if len(wanted) == 1 and wanted[0].sort == "folder" and Path(wanted[0].name).suffix not in (".py", ".ipynb"):
        return _list(path / wanted[0].name, wanted[0].name)
    return found


def read_regular(path: Path, shown: str, limit: int, *, follow: bool = False) -> bytes:
    """At most ``limit + 1`` bytes of a regular file. Raises ``InvalidSubmission`` for anything else."""
    with open_regular(path, shown, follow=follow) as file:
        try:
            return file.read(limit + 1)
        except OSError:
            raise InvalidSubmission("intake.unreadable", name=shown) from None


def open_regular(path: Path, shown: str, *, follow: bool = False) -> BinaryIO:
    """A regular file, opened without waiting for anybody. Raises ``InvalidSubmission`` for anything else."""
    try:
        descriptor = os.open(path, _FLAGS | (0 if follow else _NO_FOLLOW))
    except OSError:
        raise InvalidSubmission("intake.unreadable", name=shown) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise InvalidSubmission("intake.special", name=shown)
    return os.fdopen(descriptor, "rb")


def _list(path: Path, shown: str) -> list[Found]:
    try:
        with os.scandir(path) as entries:
            seen = list(islice(entries, ENTRIES + 1))
    except OSError:
        raise InvalidSubmission("intake.unreadable", name=shown) from None
    _check_count(seen, shown)
    items = [Found(e.name, _sort(e), partial(read_regular, Path(e.path), e.name)) for e in seen]
    return sorted(items, key=lambda item: item.name)


def _check_count(seen: Sequence[object], shown: str) -> None:
    if len(seen) > ENTRIES:
        raise InvalidSubmission("intake.too_many_entries", name=shown, limit=ENTRIES)


def _sort(entry: os.DirEntry[str]) -> Sort:
    try:
        mode = entry.stat(follow_symlinks=False).st_mode
    except OSError:
        return "special"
    if stat.S_ISLNK(mode):
        return "link"
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else "special"
