"""What ``exercise.toml`` and the header of a known-wrong may say, as schemas.

Kept apart from the catalogue so that pydantic is imported only when a course is really read. The
schemas are closed: an unknown field is an error, because a misspelt limit that is silently ignored
would grade with the wrong limit. This module must never open a file.
"""

from __future__ import annotations

import dataclasses
import keyword
import sys
import tomllib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, create_model

from grader.errors import InvalidExercise
from grader.model import Limits, Text

SHOWN_DEFECTS = 3
"""How many defects of one file are named at once."""


def _identifier(value: str) -> str:
    if not (value.isascii() and value.isidentifier()) or keyword.iskeyword(value):
        raise ValueError("expected a Python name in ASCII that is no keyword")
    return value


def _module_name(value: str) -> str:
    if value in sys.stdlib_module_names or keyword.iskeyword(value):
        raise ValueError("this name belongs to Python itself: choose another one")
    return value


def _unique(values: list[str]) -> list[str]:
    twice = sorted({value for value in values if values.count(value) > 1})
    if twice:
        raise ValueError(f"listed more than once: {', '.join(twice)}")
    return values


def _unique_positions(values: list[int]) -> list[int]:
    if len(set(values)) != len(values):
        raise ValueError("a position is listed more than once")
    return values


def _unique_tasks(tasks: list[TaskEntry]) -> list[TaskEntry]:
    _unique([task.name for task in tasks])
    return tasks


class _Closed(BaseModel):
    """Unknown fields and quiet conversions (``"7"`` for ``7``) are defects."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Identifier = Annotated[str, AfterValidator(_identifier)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"), AfterValidator(_module_name)]
DottedName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_*][A-Za-z0-9_*]*(\.[A-Za-z_*][A-Za-z0-9_*]*)*$")]
Device = Literal["cpu", "cuda"]


class TextEntry(_Closed):
    """A sentence in both languages; neither may be empty."""

    en: Sentence
    ko: Sentence

    def text(self) -> Text:
        """The record that reports carry."""
        return Text(self.en, self.ko)


class TaskEntry(_Closed):
    """One ``[[tasks]]`` table."""

    name: Identifier
    points: Annotated[int, Field(gt=0)]
    title: TextEntry
    opaque: Annotated[list[Annotated[int, Field(ge=0)]], AfterValidator(_unique_positions)] = []


class _LimitsBase(_Closed):
    def limits(self) -> Limits:
        return Limits(**self.model_dump())


def _limit(default: Any) -> Any:
    positive = Field(gt=0, allow_inf_nan=False) if isinstance(default, float) else Field(gt=0)
    return Annotated[type(default), positive], default


if TYPE_CHECKING:
    LimitsEntry = _LimitsBase
else:
    LimitsEntry = create_model(
        "LimitsEntry", __base__=_LimitsBase, **{f.name: _limit(f.default) for f in dataclasses.fields(Limits)}
    )
"""``[limits]``: the fields of ``grader.model.Limits``, all optional, all positive."""


class ExerciseManifest(_Closed):
    """The whole of ``exercise.toml``."""

    number: Annotated[int, Field(gt=0)]
    slug: Slug
    kind: Literal["numpy", "torch", "quiz"]
    tier: Literal["core", "standard", "extension"]
    title: TextEntry
    summary: TextEntry
    devices: Annotated[list[Device], Field(min_length=1), AfterValidator(_unique)] = ["cpu"]
    forbidden: Annotated[list[DottedName], AfterValidator(_unique)] = []
    preload: Annotated[list[DottedName], AfterValidator(_unique)] = []
    requires: Annotated[list[Slug], AfterValidator(_unique)] = []
    minutes: Annotated[int, Field(gt=0)] | None = None
    limits: LimitsEntry = LimitsEntry()
    tasks: Annotated[list[TaskEntry], Field(min_length=1), AfterValidator(_unique_tasks)]


class ModuleManifest(_Closed):
    """``module.toml``, beside the exercises of a module: its name for people."""

    title: TextEntry


class KnownWrongHeader(_Closed):
    """The docstring of a file in ``wrong/``."""

    title: TextEntry
    hint: TextEntry
    fails: Annotated[list[Identifier], Field(min_length=1), AfterValidator(_unique)]


Schema = TypeVar("Schema", bound=BaseModel)


def parse_manifest(schema: type[Schema], text: str, source: str) -> Schema:
    """``text`` (TOML) as a ``schema``. Raises ``InvalidExercise`` naming ``source`` and the field."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidExercise(f"{source}: not valid TOML: {error}", "Correct the syntax at that place.") from None
    try:
        return schema.model_validate(document)
    except ValidationError as error:
        raise _invalid(source, error.errors(include_url=False, include_context=False)) from None


def _invalid(source: str, defects: Iterable[Any]) -> InvalidExercise:
    lines = [f"{_field(defect['loc'])}: {_expected(defect)}" for defect in defects]
    more = f" (and {len(lines) - SHOWN_DEFECTS} more)" if len(lines) > SHOWN_DEFECTS else ""
    first = lines[0].partition(":")[0]
    return InvalidExercise(f"{source}: {'; '.join(lines[:SHOWN_DEFECTS])}{more}", f"Correct '{first}' in {source}.")


def _field(location: tuple[str | int, ...]) -> str:
    """``("tasks", 0, "points")`` as ``tasks[0].points``."""
    joined = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return joined.removeprefix(".") or "(file)"


def _expected(defect: Any) -> str:
    if defect["type"] == "extra_forbidden":
        return "unknown field; expected none of this name"
    if defect["type"] == "missing":
        return "missing; this field is required"
    message = str(defect["msg"]).removeprefix("Value error, ")
    return f"{message}, not {defect['input']!r:.60}"
