"""Reads a zip in memory: every name is checked, only chosen entries are unpacked, and only up to a cap.

Nothing is ever written to disk, so no name of an archive can become a path. The standard library
reads the table of contents as a whole; its size is checked before, because a stranger chose it.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

from grader.errors import InvalidSubmission
from grader.intake.caps import ARCHIVE_BYTES, ARCHIVE_DIRECTORY_BYTES, BOMB_BYTES, BOMB_RATIO, ENTRIES
from grader.intake.choose import Found, Sort
from grader.intake.directory import open_regular
from grader.intake.names import check_entry_name, folded, is_noise

_END = b"PK\5\6"
_END_64 = b"PK\6\7"
_TAIL_BYTES = 22 + 65_535 + 20
_DEFECTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    EOFError,
    OSError,
)
"""What the standard library raises for a damaged or hostile archive."""


@contextmanager
def open_archive(path: Path) -> Iterator[list[Found]]:
    """The entries of the zip at ``path``, one level deep; readable inside of the ``with`` block only.

    A single folder on top is looked through. Raises ``InvalidSubmission``.
    """
    try:
        with open_regular(path, path.name, follow=True) as file:
            _check_size(file, path.name)
            with zipfile.ZipFile(file) as archive:
                yield _unwrapped(_entries(archive, path.name))
    except InvalidSubmission:
        raise
    except _DEFECTS:
        raise InvalidSubmission("intake.archive_invalid", name=path.name) from None


def _check_size(file: BinaryIO, shown: str) -> None:
    """Bound the table of contents: every end record in the tail must claim a small one."""
    size = file.seek(0, 2)
    if size > ARCHIVE_BYTES:
        raise InvalidSubmission("intake.too_large", name=shown, limit_kib=ARCHIVE_BYTES >> 10)
    file.seek(max(0, size - _TAIL_BYTES))
    tail = file.read(_TAIL_BYTES)
    start = tail.find(_END)
    while start >= 0:
        claimed = int.from_bytes(tail[start + 12 : start + 16], "little")
        if claimed > ARCHIVE_DIRECTORY_BYTES:
            raise InvalidSubmission("intake.too_many_entries", name=shown, limit=ENTRIES)
        start = tail.find(_END, start + 1)
    if _END_64 in tail:  # needed beyond 4 GiB only, and it may claim a table of any size
        raise InvalidSubmission("intake.archive_invalid", name=shown)
    file.seek(0)


def _entries(archive: zipfile.ZipFile, shown: str) -> dict[str, Found]:
    infos = archive.infolist()
    if len(infos) > ENTRIES:
        raise InvalidSubmission("intake.too_many_entries", name=shown, limit=ENTRIES)
    entries: dict[str, Found] = {}
    seen: set[str] = set()
    for info in infos:
        name = _name(info)
        _check_entry(name, info)
        if folded(name.removesuffix("/")) in seen:
            raise InvalidSubmission("intake.archive_twice", name=name)
        seen.add(folded(name.removesuffix("/")))
        sort: Sort = "folder" if name.endswith("/") else "file"
        entries[name.removesuffix("/")] = Found(name, sort, partial(_read, archive, info, name))
    return entries


def _name(info: zipfile.ZipInfo) -> str:
    """The name as stored. Without the UTF-8 flag, macOS means UTF-8 and Korean Windows means CP949."""
    name = info.orig_filename
    if info.flag_bits & 0x800:
        return name
    for encoding in ("utf-8", "cp949"):
        try:
            return name.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return name


def _check_entry(name: str, info: zipfile.ZipInfo) -> None:
    check_entry_name(name)
    mode = info.external_attr >> 16
    if stat.S_ISLNK(mode):
        raise InvalidSubmission("intake.archive_link", name=name)
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise InvalidSubmission("intake.archive_special", name=name)
    if info.flag_bits & 0x41:
        raise InvalidSubmission("intake.archive_encrypted", name=name)
    if info.file_size > BOMB_BYTES and info.file_size > BOMB_RATIO * info.compress_size:
        raise InvalidSubmission("intake.archive_bomb", name=name)


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, limit: int) -> bytes:
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise InvalidSubmission("intake.archive_method", name=name)
    with archive.open(info) as entry:
        return entry.read(limit + 1)


# --- one level of the tree ---------------------------------------------------------------------


def _unwrapped(entries: dict[str, Found]) -> list[Found]:
    """The top level, or the inside of the one folder that is there."""
    top = _level(entries, "")
    wanted = [item for item in top if not is_noise(item.name)]
    if len(wanted) == 1 and wanted[0].sort == "folder" and Path(wanted[0].name).suffix not in (".py", ".ipynb"):
        return _level(entries, wanted[0].name + "/")
    return top


def _level(entries: dict[str, Found], prefix: str) -> list[Found]:
    """Entries directly below ``prefix``; folders may be implied by what lies in them."""
    level: dict[str, Found] = {}
    for path, entry in entries.items():
        name, slash, _ = path.removeprefix(prefix).partition("/")
        if not path.startswith(prefix) or not name:
            continue
        if slash:
            level.setdefault(name, Found(name, "folder", entry.read))
        else:
            level[name] = Found(name, entry.sort, entry.read)
    return _sorted(list(level.values()))


def _sorted(items: Sequence[Found]) -> list[Found]:
    return sorted(items, key=lambda item: item.name)
