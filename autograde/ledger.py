"""Decides what of earlier runs still holds, and keeps what this run finds out.

Between the store (what was graded) and the report folder (what people open). A fault of ours is never kept and
never replaces a score; a file that is as it was left is not rendered again. It must never grade.
"""

from __future__ import annotations

from dataclasses import replace

from autograde.fingerprint import Fingerprints, Taken
from autograde.folder import ReportFolder
from autograde.jobs import Job
from autograde.store import Attempt, Page, Slot, Store
from grader.errors import StorageUnavailable
from grader.model import Hint, Report, Submission, Text, Verdict
from grader.report.json import from_json, to_json

__all__ = ["Ledger", "brief"]

_NOTHING = Text("", "")


def brief(report: Report) -> Report:
    """What tables and the index show of a report: a few hundred bytes, so that ten thousand fit into memory."""
    hints = tuple(Hint(hint.id, hint.title, _NOTHING, ()) for hint in report.hints)
    return replace(report, tasks=(), hints=hints, provenance=None, stdout="", stderr="")


class Ledger:
    """The books of one run. ``fresh``: nothing of earlier runs counts. Threads may share it."""

    def __init__(self, store: Store, folder: ReportFolder, keys: Fingerprints, *, view: str, fresh: bool) -> None:
        self._store, self._folder, self._keys = store, folder, keys
        self._view = view
        self._fresh = fresh
        self._hints: dict[tuple[str, tuple[Hint, ...]], tuple[Hint, ...]] = {}

    def tidy(self) -> None:
        """Remove what a killed run left half-written. Raises ``StorageUnavailable``."""
        try:
            self._folder.sweep()
        except OSError as error:
            raise unwritten(self._folder, error) from None

    def find(self, job: Job, taken: Taken) -> Report | None:
        """The report of an earlier run that still holds, in brief; its files are as they should be.

        Raises ``StorageUnavailable``.
        """
        key = "" if self._fresh else self._keys.key(job, taken)
        attempt = self._store.find(key) if key else None
        return self._show(job, attempt) if attempt else None

    def publish(self, job: Job, taken: Taken, report: Report) -> Report:
        """Write and keep a new report; the one that stands now, in brief. Raises ``StorageUnavailable``."""
        if report.verdict is Verdict.JUDGE_ERROR:
            return self._fault(job, taken, report)
        key, slot, text = self._keys.key(job, taken, report.provenance), _slot(job), to_json(report)
        if not key:
            return self._unkept(job, report, text)
        short = brief(report)
        stamp = self._write(job, report, text)
        self._store.add(key, slot, _submission(taken), to_json(short), text, self._view, stamp)
        return self._shared(job, short)

    def _fault(self, job: Job, taken: Taken, report: Report) -> Report:
        """We failed: a score of the same submission from before stands."""
        earlier = self._store.latest(_slot(job), _submission(taken)) if isinstance(taken, Submission) else None
        return self._show(job, earlier) if earlier else self._unkept(job, report, to_json(report))

    def _unkept(self, job: Job, report: Report, text: str) -> Report:
        self._store.forget(_slot(job))
        self._write(job, report, text)
        return brief(report)

    def _show(self, job: Job, attempt: Attempt) -> Report:
        """See to it that the report folder shows ``attempt``; the attempt's report, in brief."""
        slot = _slot(job)
        if self._store.page(slot) != Page(attempt.id, self._view, self._folder.stamp(job)):
            text = self._store.report(attempt.id)
            self._store.note(slot, Page(attempt.id, self._view, self._write(job, from_json(text), text)))
        return self._shared(job, from_json(attempt.brief))

    def _write(self, job: Job, report: Report, text: str) -> str:
        try:
            return self._folder.write(job, report, text)
        except OSError as error:
            raise unwritten(self._folder, error) from None

    def _shared(self, job: Job, short: Report) -> Report:
        """``short`` with texts that equal reports share."""
        hints = self._hints.setdefault((short.exercise, short.hints), short.hints)
        return replace(short, title=job.exercise.title, hints=hints)


def unwritten(folder: ReportFolder, error: OSError) -> StorageUnavailable:
    """Why the report folder cannot be written, and what to do."""
    step = "make room or choose another folder with --out; what was graded is kept, the same command goes on from there"
    return StorageUnavailable(f"{folder.root} cannot be written: {error.strerror or error}", step)


def _slot(job: Job) -> Slot:
    return Slot(job.exercise.slug, job.file_name)


def _submission(taken: Taken) -> str:
    return taken.digest if isinstance(taken, Submission) else ""
