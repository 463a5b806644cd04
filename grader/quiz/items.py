"""The items of a quiz as records, made from the parsed ``items.toml``.

Kept apart from the schema (``grader.quiz.schema``), because the judge reads a file that the controller has checked
already and need not load pydantic for it. Pure: this module must never open a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any, Literal

from grader.model import Text

ITEMS_FILE = "items.toml"
Choose = Literal["one", "all", "number"]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice. ``hint`` is for the student who judged it wrongly; the right one of a single choice has none."""

    letter: str
    text: Text
    right: bool
    hint: Text | None


@dataclass(frozen=True, slots=True)
class Number:
    """A numeric answer: right within ``tolerance``; ``mistakes`` are numbers with hints, ``other`` is for all else."""

    value: float
    tolerance: float
    mistakes: tuple[tuple[float, Text], ...]
    other: Text

    def near(self, given: float, goal: float) -> bool:
        """Whether ``given`` counts as ``goal``; rounding in the last places always does."""
        return abs(given - goal) <= self.tolerance + 1e-9 * abs(goal)


@dataclass(frozen=True, slots=True)
class Item:
    """One item: ``choose`` one option, all options that apply, or a number."""

    id: str
    task: str
    title: Text
    text: Text
    choose: Choose
    options: tuple[Option, ...]
    number: Number | None

    @property
    def letters(self) -> str:
        """Letters of the options in order, ``"abcd"``."""
        return "".join(option.letter for option in self.options)


def build(document: Mapping[str, Any]) -> tuple[Item, ...]:
    """Records from a parsed ``items.toml`` that fits the schema."""
    return tuple(_item(entry) for entry in document["items"])


def _item(entry: Mapping[str, Any]) -> Item:
    return Item(
        id=entry["id"],
        task=entry["task"],
        title=_text(entry["title"]),
        text=_text(entry["text"]),
        choose=entry["choose"],
        options=tuple(
            Option(
                letter, _text(option), option.get("right", False), _text(option["hint"]) if "hint" in option else None
            )
            for letter, option in zip(ascii_lowercase, entry.get("options", ()), strict=False)
        ),
        number=_number(entry["number"]) if "number" in entry else None,
    )


def _number(entry: Mapping[str, Any]) -> Number:
    return Number(
        value=float(entry["value"]),
        tolerance=float(entry.get("tolerance", 0.0)),
        mistakes=tuple((float(mistake["value"]), _text(mistake["hint"])) for mistake in entry.get("mistakes", ())),
        other=_text(entry["other"]),
    )


def _text(entry: Mapping[str, Any]) -> Text:
    return Text(entry["en"], entry["ko"])
