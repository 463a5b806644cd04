"""The table of sentences and the code of intake name the same keys."""

from __future__ import annotations

import re
from pathlib import Path

import grader.intake
from grader.messages import CATALOGUE
from grader.messages.intake import INTAKE

FOLDER = Path(grader.intake.__file__).parent


def used() -> set[str]:
    sources = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
    return set(re.findall(r'"(intake\.[a-z_.0-9]+)"', sources))


def test_every_key_that_intake_uses_has_a_sentence() -> None:
    assert used() - set(CATALOGUE) == set()


def test_every_sentence_is_used() -> None:
    assert set(INTAKE) - used() == set()
