"""What ``items.toml`` may say. Closed like the other schemas: a misspelt field is an error, not a lost hint.

The rules see to it that every wrong choice has a hint of its own and that each of them can be told apart. This module
must never open a file.
"""

from __future__ import annotations

import tomllib
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from grader.manifest import Identifier, TextEntry, _Closed, parse_manifest
from grader.quiz.items import Item, Number, build

Real = Annotated[float, Field(allow_inf_nan=False)] | int
MAX_OPTIONS = 8


class OptionEntry(TextEntry):
    """One choice; ``right`` is false unless said otherwise."""

    right: bool = False
    hint: TextEntry | None = None


class MistakeEntry(_Closed):
    """A number that a known mistake leads to."""

    value: Real
    hint: TextEntry


class NumberEntry(_Closed):
    """The right number, and what is said about others."""

    value: Real
    tolerance: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    mistakes: tuple[MistakeEntry, ...] = Field(default=(), strict=False)
    other: TextEntry


class ItemEntry(_Closed):
    """One ``[[items]]`` table."""

    id: Identifier
    task: Identifier
    title: TextEntry
    text: TextEntry
    choose: Literal["one", "all", "number"]
    options: tuple[OptionEntry, ...] = Field(default=(), max_length=MAX_OPTIONS, strict=False)
    number: NumberEntry | None = None

    @model_validator(mode="after")
    def _fits(self) -> ItemEntry:
        defect = self._defect()
        if defect:
            raise ValueError(f"item {self.id!r}: {defect}")
        return self

    def _defect(self) -> str:
        right = sum(option.right for option in self.options)
        wrong = len(self.options) - right
        if (self.choose == "number") != (self.number is not None) or (self.choose == "number") == bool(self.options):
            return "choose = 'number' goes with a number, anything else with options"
        if self.choose == "one" and (right != 1 or wrong < 2):
            return "one option is right, and at least two are wrong"
        if self.choose == "all" and (right < 2 or wrong < 2):
            return "at least two options are right and two are wrong"
        if any((option.hint is None) != (option.right and self.choose == "one") for option in self.options):
            return "every option has a hint, except the right one of a single choice"
        return ""


def _unique_ids(items: list[ItemEntry]) -> list[ItemEntry]:
    ids = [item.id for item in items]
    if len(set(ids)) < len(ids):
        raise ValueError(f"an id is used twice: {', '.join(sorted({i for i in ids if ids.count(i) > 1}))}")
    return items


class ItemsFile(_Closed):
    """The whole of ``items.toml``."""

    items: Annotated[list[ItemEntry], Field(min_length=1), AfterValidator(_unique_ids)]


def read(text: str, source: str) -> tuple[Item, ...]:
    """The items of ``text``. Raises ``InvalidExercise`` naming ``source`` and what is wrong."""
    from grader.errors import InvalidExercise

    parse_manifest(ItemsFile, text, source)
    items = build(tomllib.loads(text))
    for item in items:
        if item.number and not _apart(item.number):
            raise InvalidExercise(
                f"{source}: item {item.id!r}: two of its numbers count as the same", "Lower the tolerance, or drop one."
            )
    return items


def _apart(number: Number) -> bool:
    values = [number.value, *(value for value, _ in number.mistakes)]
    return not any(number.near(a, b) for i, a in enumerate(values) for j, b in enumerate(values) if i != j)
