"""Sentences in both languages, and messages that stand for them."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the catalogue (``grader.messages``) by key, with its parameters.

    Reports carry messages, not prose, so one report renders in any language.
    """

    key: str
    params: dict[str, Scalar] = field(default_factory=dict)
