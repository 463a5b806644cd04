"""The only reader of ``exercises/`` and ``solutions/``: folders become records.

Everybody else asks here, so the layout on disk is known in one place, and a malformed exercise is
one clear ``InvalidExercise`` instead of a surprise in the middle of grading. This module must never
import or execute anything of an exercise: what it knows comes from TOML, names and bytes.
"""

from __future__ import annotations

import ast
import difflib
import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from grader import quiz
from grader.errors import InvalidExercise, UsageError
from grader.model import Exercise, Kind, KnownWrong, Task, Text

if TYPE_CHECKING:
    from grader.manifest import ExerciseManifest

__all__ = [
    "Course",
    "Suite",
    "exercise_digest",
    "find_course",
    "known_wrongs",
    "open_course",
    "quiz_items",
    "reference_source",
    "suite_digest",
    "suite_path",
]

Suite = Literal["hidden", "public"]

MANIFEST = "exercise.toml"
MODULE_MANIFEST = "module.toml"
_MODULE_FOLDER = re.compile(r"\d{2}_[a-z][a-z0-9_]*")
_WRONG_FILE = re.compile(r"(W(?P<number>\d+))_(?P<name>[a-z0-9]+(?:_[a-z0-9]+)*)\.py")


@dataclass(frozen=True, slots=True)
class Course:
    """All exercises of one course folder, sorted by number."""

    root: Path
    exercises: tuple[Exercise, ...]
    titles: Mapping[str, Text] = field(default_factory=dict)

    def module_title(self, module: str) -> Text:
        """What the module is called: by its ``module.toml``, else by its folder."""
        spoken = module.partition("_")[2].replace("_", " ").capitalize() or module
        return self.titles.get(module, Text(spoken, spoken))

    def get(self, key: str) -> Exercise:
        """The exercise called ``key``: ``38``, ``conv-naive``, ``conv_naive`` or ``09_convolution/conv_naive``.

        Raises ``UsageError``, with the nearest names, if there is none.
        """
        module, _, name = key.strip().strip("/").lower().replace("-", "_").rpartition("/")
        module = module.rpartition("/")[2]
        for exercise in self.exercises:
            named = name == exercise.slug or (name.isdecimal() and int(name) == exercise.number)
            if named and module in ("", exercise.module):
                return exercise
        raise UsageError(f"no exercise is called '{key}'", self._advice(name))

    def _advice(self, name: str) -> str:
        near = difflib.get_close_matches(name, [e.slug for e in self.exercises], n=3, cutoff=0.5)
        names = [slug.replace("_", "-") for slug in near]
        return f"Did you mean {' or '.join(names)}?" if names else "`autograde list` shows all exercises."


# --- courses -------------------------------------------------------------------------------


def find_course(explicit: Path | None, cwd: Path) -> Course:
    """``explicit`` if given, else the nearest course at or above ``cwd``, else the installed copy.

    Raises ``UsageError`` if no course is found and ``InvalidExercise`` if it is malformed.
    """
    if explicit is not None:
        return open_course(explicit)
    here = cwd.absolute()
    for folder in (here, *here.parents, *_installed()):
        if any(_manifests(folder)):
            return open_course(folder)
    raise UsageError(f"no course at or above {cwd}", "Name its folder with --course (it holds `exercises/`).")


def _installed() -> Iterator[Path]:
    """Where the exercises lie that came with this software: inside the wheel, or in its source tree."""
    top = Path(__file__).resolve().parents[1]
    yield top / "autograde" / "_course"
    if (top / "pyproject.toml").is_file():
        yield top


def open_course(root: Path) -> Course:
    """Read every exercise below ``root/exercises``; hidden parts come from ``root/solutions`` if it exists.

    Raises ``UsageError`` if there is no such folder and ``InvalidExercise`` for anything malformed.
    """
    if not (root / "exercises").is_dir():
        raise UsageError(f"{root} is no course", "Name the folder that holds `exercises/`.")
    exercises = sorted((_read_exercise(root, path) for path in _manifests(root)), key=lambda e: (e.number, e.slug))
    _refuse_twins(exercises)
    return Course(root, tuple(exercises), dict(_titles(root)))


def _titles(root: Path) -> Iterator[tuple[str, Text]]:
    from grader.manifest import ModuleManifest, parse_manifest

    for path in root.glob(f"exercises/*/{MODULE_MANIFEST}"):
        yield path.parent.name, parse_manifest(ModuleManifest, _text(path), str(path)).title.text()


def _manifests(root: Path) -> Iterator[Path]:
    """A folder without ``exercise.toml`` is not an exercise (yet): it is passed over."""
    return root.glob(f"exercises/*/*/{MANIFEST}")


def _refuse_twins(exercises: Iterable[Exercise]) -> None:
    seen: dict[str | int, Exercise] = {}
    for exercise in exercises:
        for name, value in (("number", exercise.number), ("slug", exercise.slug)):
            other = seen.setdefault(value, exercise)
            if other is not exercise:
                file = exercise.published / MANIFEST
                raise InvalidExercise(
                    f"{file}: {name}: {value!r} belongs to {other.module}/{other.slug} already",
                    f"Give this exercise a {name} of its own.",
                )


def _read_exercise(root: Path, path: Path) -> Exercise:
    from grader.manifest import ExerciseManifest, parse_manifest

    published = path.parent
    manifest = parse_manifest(ExerciseManifest, _text(path), str(path))
    module, folder = published.parent.name, published.name
    private = root / "solutions" / module / folder
    _check_folder(path, manifest.slug, module, folder)
    exercise = _record(manifest, module, published, private if private.is_dir() else None)
    _check_stub(exercise)
    return exercise


def _check_folder(path: Path, slug: str, module: str, folder: str) -> None:
    if slug != folder:
        raise InvalidExercise(f"{path}: slug: '{slug}' differs from its folder '{folder}'", "Make them equal.")
    if not _MODULE_FOLDER.fullmatch(module):
        raise InvalidExercise(
            f"{path}: the module folder '{module}' is not of the form NN_name",
            "Rename it: two digits, an underscore, small letters, like 09_convolution.",
        )


def _record(manifest: ExerciseManifest, module: str, published: Path, private: Path | None) -> Exercise:
    return Exercise(
        number=manifest.number,
        slug=manifest.slug,
        module=module,
        kind=Kind(manifest.kind),
        tier=manifest.tier,
        title=manifest.title.text(),
        summary=manifest.summary.text(),
        tasks=tuple(Task(task.name, task.points, task.title.text(), tuple(task.opaque)) for task in manifest.tasks),
        limits=manifest.limits.limits(),
        devices=tuple(manifest.devices),
        forbidden=tuple(manifest.forbidden),
        published=published,
        private=private,
        preload=tuple(manifest.preload),
        requires=tuple(manifest.requires),
        minutes=manifest.minutes or 0,
    )


def _check_stub(exercise: Exercise) -> None:
    """A missing stub is tolerated only where the reference can generate it again."""
    stub = exercise.published / exercise.filename
    source = quiz.ITEMS_FILE if exercise.kind is Kind.QUIZ else exercise.filename
    reference = exercise.private and exercise.private / source
    if not stub.is_file() and not (reference and reference.is_file()):
        raise InvalidExercise(f"{stub}: the stub is missing", "Generate it from the reference, or restore it.")


# --- the hidden part -------------------------------------------------------------------------


def _private(exercise: Exercise) -> Path:
    if exercise.private is None:
        raise UsageError(
            f"the hidden part of {exercise.module}/{exercise.slug} is not installed here",
            "Use `autograde check` for the public suite, or name the instructor's course folder with --course.",
        )
    return exercise.private


def reference_source(exercise: Exercise) -> bytes:
    """The reference solution. Raises ``UsageError`` without the hidden part, ``InvalidExercise`` if it is missing."""
    if exercise.kind is Kind.QUIZ:
        return quiz.reference(quiz_items(exercise))
    path = _private(exercise) / exercise.filename
    return _text(path).encode("utf-8")


def quiz_items(exercise: Exercise) -> tuple[quiz.Item, ...]:
    """The items of a quiz with their answers. Raises ``UsageError`` without the hidden part, ``InvalidExercise``."""
    from grader.quiz.schema import read

    path = _private(exercise) / quiz.ITEMS_FILE
    items = read(_text(path), str(path))
    tasks = {task.name for task in exercise.tasks}
    lost = next((item for item in items if item.task not in tasks), None)
    if lost:
        raise InvalidExercise(
            f"{path}: item {lost.id!r}: {MANIFEST} declares no task {lost.task!r}", f"Declared are: {', '.join(tasks)}."
        )
    return items


def suite_path(exercise: Exercise, suite: Suite) -> Path:
    """The pytest file of a suite. Raises ``UsageError`` or ``InvalidExercise`` if it is missing."""
    folder = _private(exercise) if suite == "hidden" else exercise.published
    path = folder / f"test_{suite}.py"
    if not path.is_file():
        raise InvalidExercise(f"{path}: the {suite} suite is missing", "Write it; a suite judges every task.")
    return path


def known_wrongs(exercise: Exercise) -> tuple[KnownWrong, ...]:
    """The known-wrong submissions, by number. Each is the reference with a few definitions replaced.

    Raises ``UsageError`` without the hidden part and ``InvalidExercise`` for a malformed file.
    """
    if exercise.kind is Kind.QUIZ:
        return quiz.known_wrongs(quiz_items(exercise))
    folder = _private(exercise) / "wrong"
    reference = reference_source(exercise)
    found = [_known_wrong(path, reference) for path in folder.glob("*.py")]
    found.sort(key=lambda wrong: int(wrong.id[1:]))
    for before, after in itertools.pairwise(found):
        if before.id == after.id:
            raise InvalidExercise(f"{folder}: two files are called {after.id}", "Number the known-wrongs W1, W2, ...")
    return tuple(found)


def _known_wrong(path: Path, reference: bytes) -> KnownWrong:
    from grader.manifest import KnownWrongHeader, parse_manifest

    name = _WRONG_FILE.fullmatch(path.name)
    if not name:
        raise InvalidExercise(f"{path}: unexpected file name", "Name it like W1_kernel_flipped.py.")
    overlay = _text(path)
    header = parse_manifest(KnownWrongHeader, _docstring(path, overlay), f"{path} (docstring)")
    source = reference + b"\n\n" + overlay.encode("utf-8")
    _parse(path, source.decode("utf-8"), "appended to the reference, ")
    return KnownWrong(
        f"W{int(name['number'])}", name["name"], header.title.text(), header.hint.text(), tuple(header.fails), source
    )


def _docstring(path: Path, source: str) -> str:
    docstring = ast.get_docstring(_parse(path, source))
    if docstring is None:
        raise InvalidExercise(f"{path}: no docstring", "Begin with a docstring in TOML: title, fails, hint.")
    return docstring


def _parse(path: Path, source: str, when: str = "") -> ast.Module:
    """Compiled and thrown away, because only the compiler sees a misplaced ``from __future__``; nothing is executed."""
    try:
        compile(source, str(path), "exec", dont_inherit=True)
        return ast.parse(source)
    except (SyntaxError, ValueError) as error:
        raise InvalidExercise(f"{path}: {when}it is no valid Python: {error}", "Correct the syntax.") from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise InvalidExercise(f"{path}: not UTF-8", "Save it as UTF-8.") from None
    except OSError as error:
        raise InvalidExercise(f"{path}: cannot be read: {error.strerror}", "Restore it.") from None


# --- digests ---------------------------------------------------------------------------------


def exercise_digest(exercise: Exercise) -> str:
    """SHA-256 (hex) of everything published: equal digests, equal exercise."""
    return _digest(exercise.published, _files(exercise.published))


def suite_digest(exercise: Exercise, suite: Suite) -> str:
    """SHA-256 (hex) of what judges: the hidden folder without its prose, or the public suite."""
    if suite == "public":
        return _digest(exercise.published, [suite_path(exercise, suite)])
    folder = _private(exercise)
    return _digest(folder, [path for path in _files(folder) if path.suffix != ".md"])


def _files(folder: Path) -> list[Path]:
    """Regular files without caches and dot files, which differ between machines."""
    return [p for p in folder.rglob("*") if p.is_file() and not _ignored(p.relative_to(folder))]


def _ignored(relative: Path) -> bool:
    return any(part == "__pycache__" or part.startswith(".") for part in relative.parts)


def _digest(folder: Path, paths: Iterable[Path]) -> str:
    """Names and contents carry their length, so no two lists of files collide by concatenation."""
    digest = hashlib.sha256()
    for name, path in sorted((path.relative_to(folder).as_posix(), path) for path in paths):
        for item in (name.encode("utf-8"), path.read_bytes()):
            digest.update(len(item).to_bytes(8, "little"))
            digest.update(item)
    return digest.hexdigest()
