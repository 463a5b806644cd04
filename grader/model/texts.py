"""Texts in the languages of the platform, and messages that are worded when they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Scalar = str | int | float | bool
"""What a message may carry as a parameter."""


class Lang(StrEnum):
    """Languages of student-facing text."""

    EN = "en"
    KO = "ko"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages."""

    en: str
    ko: str

    def in_(self, lang: Lang) -> str:
        """The text in ``lang``."""
        return self.ko if lang is Lang.KO else self.en


Words = str | Text
"""What an author calls a quantity or a property: code, a name or a formula as it is, prose in both languages."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the catalogue (``grader.messages``) by key, with its parameters.

    Reports carry messages, not prose, so one report renders in any language; a parameter that is prose has both.
    """

    key: str
    params: Mapping[str, Scalar | Text] = field(default_factory=dict)
