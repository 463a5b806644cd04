"""Turns what a student handed in into a ``Submission``: bytes and a digest, nothing executed.

Every cap and every rule about paths and names lives in this package, and every refusal is one catalogued
sentence: the keys, their parameters and both wordings are the table in ``grader.messages.intake``. Code that
strangers wrote is data here: it is never imported, compiled, parsed or unpacked to disk.

======================  ===========================================================================
module                  decides
======================  ===========================================================================
``caps``                how much of anything is accepted
``names``               which names are accepted, and what an untrusted name is called here
``source``              which bytes are source text
``choose``              which files of a container are taken; the digest
``directory``           how a folder is listed and a file is read
``archive``             how a zip is read
``notebook``            what of a notebook is code
``git``                 how a commit is read
``cohort``              who handed in what
======================  ===========================================================================
"""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path

from grader.errors import InvalidSubmission
from grader.intake.archive import open_archive
from grader.intake.caps import FILE_BYTES, NOTEBOOK_BYTES
from grader.intake.choose import Found, choose, is_notebook_only, renamed, submission
from grader.intake.cohort import Entry, Student, scan, students
from grader.intake.directory import list_folder, mode_of, read_regular
from grader.intake.git import take_git
from grader.intake.names import safe_name
from grader.intake.notebook import extract
from grader.intake.source import check_source, is_empty
from grader.model import Exercise, Submission

__all__ = ["Entry", "Student", "safe_name", "scan", "students", "take", "take_git"]


def take(path: Path, exercise: Exercise, *, student: str | None = None) -> Submission:
    """The submission at ``path``: a ``.py`` file of any name, a folder, a zip or a notebook.

    ``student`` names the submission; without it, the name of the path does. Raises ``InvalidSubmission``.
    """
    name = path.name or path.absolute().name
    mode = mode_of(path, name)
    if mode is None:
        raise InvalidSubmission("intake.missing", name=str(path), filename=exercise.filename)
    if not stat.S_ISDIR(mode):
        return _take_file(path, exercise, name, student or path.stem)
    if path.suffix.lower() in (".py", ".zip", ".ipynb"):
        raise InvalidSubmission("intake.folder_as_file", name=name, filename=exercise.filename)
    return _take_container(list_folder(path), exercise, name, student or name)


def _take_file(path: Path, exercise: Exercise, name: str, student: str) -> Submission:
    suffix = path.suffix.lower()
    if suffix == ".zip":
        with open_archive(path) as found:
            return _take_container(found, exercise, name, student)
    if suffix == ".ipynb":
        return _take_notebook(read_regular(path, name, NOTEBOOK_BYTES, follow=True), exercise, name, student)
    if suffix == ".py":
        return _take_source(read_regular(path, name, FILE_BYTES, follow=True), exercise, name, student)
    raise InvalidSubmission("intake.unsupported", name=name, filename=exercise.filename)


def _take_source(content: bytes, exercise: Exercise, name: str, student: str) -> Submission:
    check_source(name, content)
    if is_empty(content):
        raise InvalidSubmission("intake.empty", name=name)
    return submission(student, exercise, {exercise.filename: content}, renamed(name, exercise))


def _take_notebook(content: bytes, exercise: Exercise, name: str, student: str) -> Submission:
    extracted = extract(content, name)
    check_source(name, extracted.source)
    return submission(student, exercise, {exercise.filename: extracted.source}, extracted.notes)


def _take_container(found: Sequence[Found], exercise: Exercise, name: str, student: str) -> Submission:
    notebook = is_notebook_only(found, exercise)
    if notebook and notebook.sort == "file":
        return _take_notebook(notebook.read(NOTEBOOK_BYTES), exercise, notebook.name, student)
    return choose(found, exercise, name, student)
