"""Where a cohort's reports lie: ``out/reports/<exercise>/<student>.{json,html}`` and ``out/index.html``.

Every file is written beside its place and then renamed, so a reader never sees half a report and an
interrupted run leaves only whole ones. File names come from ``Job.file_name``, never from a student.
What was graded is kept in ``out/grades.sqlite``: these files are made from it, and made again when they are gone.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from autograde.jobs import Job
from grader.model import Lang, Report

_FORMS = (".json", ".html")

__all__ = ["ReportFolder", "write_atomically"]


def write_atomically(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8; ``path`` holds the old or the new content, never a part of it. Raises ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_text(text, encoding="utf-8", newline="")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


class ReportFolder:
    """Writes reports below ``root`` in one language. Threads may write different reports at once."""

    def __init__(self, root: Path, lang: Lang) -> None:
        self.root = root
        self.lang = lang

    @property
    def index(self) -> Path:
        """The page of the whole cohort."""
        return self.root / "index.html"

    def path(self, job: Job, suffix: str) -> Path:
        """Where the report on ``job`` lies in the form that ``suffix`` (``.json``, ``.html``) names."""
        return self.root / "reports" / job.exercise.slug / f"{job.file_name}{suffix}"

    @property
    def grades(self) -> Path:
        """The file of all attempts (``autograde.store``)."""
        return self.root / "grades.sqlite"

    def write(self, job: Job, report: Report, text: str) -> str:
        """Write ``text``, the report as JSON, and the view of it as HTML; their ``stamp``. Raises ``OSError``."""
        from grader.report import renderer

        write_atomically(self.path(job, ".json"), text)
        write_atomically(self.path(job, ".html"), renderer("html")(report, self.lang))
        return self.stamp(job)

    def stamp(self, job: Job) -> str:
        """Sizes and times of the files about ``job``: equal as long as nobody touched them; empty if one is gone."""
        try:
            seen = [self.path(job, form).stat() for form in _FORMS]
        except OSError:
            return ""
        return " ".join(f"{file.st_size}:{file.st_mtime_ns}" for file in seen)

    def sweep(self) -> None:
        """Remove the drafts that a killed run left; nobody else may be writing. Raises ``OSError``."""
        for draft in (*self.root.glob(".*.tmp"), *self.root.glob("reports/*/.*.tmp")):
            draft.unlink(missing_ok=True)

    def write_index(self, graded: Sequence[tuple[Job, Report]]) -> None:
        """Write the page that links all reports. Raises ``OSError``."""
        from grader.report.index import render_index

        links = {(report.student, report.exercise): self._link(job) for job, report in graded}
        write_atomically(self.index, render_index([report for _, report in graded], self.lang, links=links))

    def _link(self, job: Job) -> str:
        """Where the report's page lies, seen from the index; works from ``file://``."""
        return quote(self.path(job, ".html").relative_to(self.root).as_posix())
