"""What there is to grade: paths on a command line become jobs, one per student and exercise.

A path is one submission, one student's folder, or a cohort (a folder of students). In a cohort, what a student
did not hand in is a job too, for every exercise that somebody handed in: nobody disappears from the table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader import intake
from grader.catalog import Course
from grader.errors import InvalidSubmission, UsageError
from grader.intake.names import SafeNames, shown_name
from grader.model import Exercise, Message, Submission

__all__ = ["Job", "find_jobs", "take"]

_FORMS = (".py", ".zip", ".ipynb")


@dataclass(frozen=True, slots=True)
class Job:
    """One student's submission to one exercise; ``path`` is ``None`` where nothing was handed in.

    ``file_name`` stands for the student in paths of ours; ``refused`` says why ``path`` must not even be opened.
    """

    student: str
    exercise: Exercise
    path: Path | None
    file_name: str
    refused: Message | None = None


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody's work as found: equal name and folder, equal person."""

    name: str
    folder: Path
    work: dict[Exercise, tuple[Path | None, Message | None]] = field(default_factory=dict)


def take(job: Job) -> Submission:
    """Read what ``job`` names. Raises ``InvalidSubmission``."""
    if job.refused:
        raise InvalidSubmission(job.refused.key, **job.refused.params)
    assert job.path is not None, "nothing was handed in"
    return intake.take(job.path, job.exercise, student=job.student)


def find_jobs(course: Course, paths: Sequence[Path], key: str | None) -> list[Job]:
    """The jobs that ``paths`` mean, by exercise and student; ``key`` limits them to one exercise.

    Raises ``UsageError`` for a path that does not exist, that means no exercise, or that holds nothing to grade.
    """
    only = course.get(key) if key else None
    people = _merged([person for path in paths for person in _people(course, path, only)])
    jobs = list(_named_jobs(people))
    if not jobs:
        raise UsageError("there is nothing to grade", "a cohort is a folder with one folder per student")
    return sorted(jobs, key=lambda job: (job.exercise.number, job.student))


# --- from paths to people --------------------------------------------------------------------


def _people(course: Course, path: Path, only: Exercise | None) -> Iterable[_Person]:
    if not path.exists():
        raise UsageError(f"{path} does not exist", "name a submission, a student's folder or a cohort")
    exercises = (only,) if only else course.exercises
    if not path.is_dir():
        return [_author(path, only or course.get(path.stem))]
    if own := _submissions_in(path, exercises):
        return [_Person(shown_name(path.absolute().name), path.absolute(), own)]
    if named := _meant(path.name, exercises):
        return [_author(path, named)]
    return _cohort(path, exercises)


def _author(path: Path, exercise: Exercise) -> _Person:
    """Whose a single submission is: its folder's, if the file bears the name that everybody's file has."""
    whole = path.absolute()
    name = whole.parent.name if _meant(path.stem, (exercise,)) else path.stem
    return _Person(shown_name(name), whole.parent, {exercise: (path, None)})


def _submissions_in(folder: Path, exercises: Iterable[Exercise]) -> dict[Exercise, tuple[Path | None, Message | None]]:
    """Submissions that lie directly in ``folder``: if there are any, it is one student's."""
    course = tuple(exercises)
    found = [item for item in sorted(folder.iterdir()) if item.suffix.lower() in _FORMS]
    return {exercise: (item, None) for item in found if (exercise := _meant(item.stem, course))}


def _meant(stem: str, exercises: Iterable[Exercise]) -> Exercise | None:
    slug = stem.lower().replace("-", "_")
    return next((exercise for exercise in exercises if exercise.slug == slug), None)


def _cohort(root: Path, exercises: Sequence[Exercise]) -> Iterator[_Person]:
    students = intake.students(root, exercises)
    assigned = dict.fromkeys(entry.exercise for student in students for entry in student.entries)
    for student in students:
        person = _Person(student.name, student.path.absolute(), dict.fromkeys(assigned, (None, None)))
        person.work.update({entry.exercise: (entry.path, entry.refused) for entry in student.entries})
        yield person


# --- from people to jobs ---------------------------------------------------------------------


def _merged(people: Iterable[_Person]) -> list[_Person]:
    """One record per person: several files may have been named one by one."""
    merged: dict[tuple[str, Path], _Person] = {}
    for person in people:
        merged.setdefault((person.name, person.folder), person).work.update(person.work)
    return list(merged.values())


def _named_jobs(people: Sequence[_Person]) -> Iterator[Job]:
    """Every person gets a file name of their own, and is shown under a name that nobody else is shown under."""
    safe = SafeNames()
    namesakes = Counter(person.name for person in people)
    shown = SafeNames(name for name, count in namesakes.items() if count == 1)  # nobody is called like somebody else
    for person in people:
        file_name = safe.add(person.name)
        student = person.name if namesakes[person.name] == 1 else shown.add(person.name)
        for exercise, (path, refused) in person.work.items():
            yield Job(student, exercise, path, file_name, refused)
