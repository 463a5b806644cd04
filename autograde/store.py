"""What was graded before: every finished report, durable, found again by the key of what it depends on.

One SQLite file in the report folder. A commit is on the disk before a report counts as finished, one process
writes at a time, and every row carries a checksum, so that after a crash, a power loss or damage a report is
either whole or graded again. Attempts are only ever added. This module must never decide what is still valid.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from grader.errors import StorageUnavailable, UsageError

__all__ = ["Attempt", "Page", "Slot", "Store"]

VERSION = 1
"""Of the tables below; a file of a later version is refused, never guessed at."""
_BUSY_SECONDS = 1.0
_LEVEL = 6
_TABLES = """
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, exercise TEXT NOT NULL, student TEXT NOT NULL, submission TEXT NOT NULL,
    brief TEXT NOT NULL, report BLOB NOT NULL, seal BLOB NOT NULL);
CREATE INDEX attempts_by_key ON attempts (key);
CREATE INDEX attempts_by_slot ON attempts (exercise, student);
CREATE TABLE pages (
    exercise TEXT NOT NULL, student TEXT NOT NULL, attempt INTEGER NOT NULL, view TEXT NOT NULL, stamp TEXT NOT NULL,
    PRIMARY KEY (exercise, student)) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Slot:
    """Whose report on what: the exercise's slug and the student's file name."""

    exercise: str
    student: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One finished report. ``brief`` is the JSON of what tables show; ``Store.report`` gives the whole one."""

    id: int
    brief: str


@dataclass(frozen=True, slots=True)
class Page:
    """What lies in the report folder for a slot: from which attempt, in which view, and the files' ``stamp``."""

    attempt: int
    view: str
    stamp: str


class Store:
    """The attempts of one report folder. Threads may share it; processes may not.

    Raises ``UsageError`` when another process writes to it or a later version made it, and ``StorageUnavailable``,
    here and in every method, when the disk or the file is not in order.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        with self._told():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            try:
                self._prepare()
            except BaseException:
                self._base.close()
                raise

    def _prepare(self) -> None:
        # Exclusive before anything else: then the log needs no shared memory, and works on network disks, too.
        self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = FULL")
        with self._transaction():
            found = self._base.execute("PRAGMA user_version").fetchone()[0]
            if found > VERSION:
                raise UsageError(f"{self.path} was written by a later version", "upgrade, or choose another --out")
            if found == 0:
                for table in _TABLES.split(";"):
                    self._base.execute(table)
                self._base.execute(f"PRAGMA user_version = {VERSION}")

    # -- reading --

    def find(self, key: str) -> Attempt | None:
        """The last attempt under ``key``; a damaged row counts as none."""
        return self._newest("key = ?", (key,))

    def latest(self, slot: Slot, submission: str) -> Attempt | None:
        """The last attempt on this ``submission`` (its digest), whatever else has changed since."""
        where = "exercise = ? AND student = ? AND submission = ?"
        return self._newest(where, (slot.exercise, slot.student, submission))

    def report(self, attempt: int) -> str:
        """The whole report of an attempt that ``find`` or ``latest`` gave, as JSON."""
        with self._told(), self._lock:
            (packed,) = self._base.execute("SELECT report FROM attempts WHERE id = ?", (attempt,)).fetchone()
        return zlib.decompress(packed).decode("utf-8")

    def page(self, slot: Slot) -> Page | None:
        """What was noted last about the files of ``slot``."""
        query = "SELECT attempt, view, stamp FROM pages WHERE exercise = ? AND student = ?"
        with self._told(), self._lock:
            row = self._base.execute(query, (slot.exercise, slot.student)).fetchone()
        return Page(*row) if row else None

    def _newest(self, where: str, values: tuple[str, ...]) -> Attempt | None:
        columns = "id, CAST(key AS TEXT), CAST(brief AS TEXT), CAST(report AS BLOB), seal"
        query = f"SELECT {columns} FROM attempts WHERE {where} ORDER BY id DESC LIMIT 1"  # noqa: S608  names of ours
        with self._told(), self._lock:
            row = self._base.execute(query, values).fetchone()
        if row is None:
            return None
        number, key, brief, packed, seal = row
        return Attempt(number, brief) if seal == _seal(key, brief, packed) else None

    # -- writing --

    def add(self, key: str, slot: Slot, submission: str, brief: str, report: str, view: str, stamp: str) -> Attempt:
        """Keep a finished report and what its files are; when this returns, both outlive a power loss."""
        packed = zlib.compress(report.encode("utf-8"), _LEVEL)
        row = (key, slot.exercise, slot.student, submission, brief, packed, _seal(key, brief, packed))
        columns = "key, exercise, student, submission, brief, report, seal"
        with self._told(), self._lock, self._transaction():
            insert = f"INSERT INTO attempts ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608  names of ours
            number = self._base.execute(insert, row).lastrowid or 0
            self._note(slot, Page(number, view, stamp))
        return Attempt(number, brief)

    def note(self, slot: Slot, page: Page) -> None:
        """Remember what lies in the report folder for ``slot`` now."""
        with self._told(), self._lock, self._transaction():
            self._note(slot, page)

    def forget(self, slot: Slot) -> None:
        """The files of ``slot`` hold something that is not kept here."""
        with self._told(), self._lock, self._transaction():
            self._base.execute("DELETE FROM pages WHERE exercise = ? AND student = ?", (slot.exercise, slot.student))

    def _note(self, slot: Slot, page: Page) -> None:
        row = (slot.exercise, slot.student, page.attempt, page.view, page.stamp)
        self._base.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?)", row)

    # -- life --

    def close(self) -> None:
        """Give the file free for others. Idempotent."""
        with self._lock:
            self._base.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with suppress(sqlite3.OperationalError):  # a full disk may have ended it already
                self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what SQLite and the disk say into one of our errors."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
                step = "wait until it has ended, or choose another folder with --out"
                raise UsageError(f"another run is writing to {self.path.parent}", step) from None
            raise _unavailable(self.path, str(error)) from None
        except sqlite3.DatabaseError as error:
            step = f"move {self.path} away: everything is graded anew, no score is lost but those that only it held"
            raise StorageUnavailable(f"{self.path} is damaged: {error}", step) from None
        except OSError as error:
            raise _unavailable(self.path, error.strerror or str(error)) from None


def _unavailable(path: Path, reason: str) -> StorageUnavailable:
    step = "make room or choose another folder with --out; what was graded is kept, the same command goes on from there"
    return StorageUnavailable(f"{path} cannot be written: {reason}", step)


def _seal(key: str, brief: str, packed: bytes) -> bytes:
    """A checksum of a row: what a disk or a person has changed is no report."""
    digest = hashlib.sha256()
    for part in (key.encode("utf-8"), brief.encode("utf-8"), packed):
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.digest()[:16]
