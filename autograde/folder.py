"""Where a cohort's reports lie: ``out/reports/<exercise>/<student>.{json,html}`` and ``out/index.html``.

Every file is written beside its place and then renamed, so a reader never sees half a report and an
interrupted run leaves only whole ones. Names of students come from folders of other people: they become
file names here and nowhere else.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from pathlib import Path

from grader.model import Lang, Report

__all__ = ["ReportFolder", "file_stem", "write_atomically"]

_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|%#]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST_BYTES = 120


def file_stem(student: str) -> str:
    """``student`` as a file name that is safe on every platform and in a link; changed names carry a digest."""
    stem = _UNSAFE.sub("_", unicodedata.normalize("NFC", student)).strip(" .")
    stem = stem.encode("utf-8", "replace")[:_LONGEST_BYTES].decode("utf-8", "ignore")
    if stem == student and not _RESERVED.fullmatch(stem):
        return stem
    digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{stem or 'student'}-{digest}"


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

    def path(self, report: Report, suffix: str) -> Path:
        """Where the report lies in the form that ``suffix`` (``.json``, ``.html``) names."""
        return self.root / "reports" / report.exercise / f"{file_stem(report.student)}{suffix}"

    @property
    def index(self) -> Path:
        """The page of the whole cohort."""
        return self.root / "index.html"

    def write(self, report: Report) -> None:
        """Write the report as JSON, the record, and HTML, the view. Raises ``OSError``."""
        from grader.report import renderer

        for form in ("json", "html"):
            write_atomically(self.path(report, f".{form}"), renderer(form)(report, self.lang))
