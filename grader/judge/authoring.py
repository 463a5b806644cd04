"""``@case``: how a test says which task it judges, in which group, under which title; ``say``: words in a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest

from grader.model import Group, Text

F = TypeVar("F", bound=Callable[..., object])

say = Text
"""``say("one entry per layer", "층마다 항목이 하나예요")``: words for students where code is not enough."""


def case(
    task: str, title_en: str, title_ko: str, *, group: str = "core", needs: tuple[str, ...] = ()
) -> Callable[[F], F]:
    """Declare a test as a case of ``task``.

    Args:
        task: Name of a task in ``exercise.toml``.
        title_en: What is judged, as the student may read it. Says the property, never the values.
        title_ko: The same in Korean.
        group: ``core``, ``robust`` or ``hygiene``.
        needs: Tasks whose own failure explains a failure here (a backward pass needs its forward pass).
    """
    mark = declaration(task, title_en, title_ko, group=group, needs=needs)

    def declare(function: F) -> F:
        marked: F = mark(function)
        return marked

    return declare


def declaration(
    task: str, title_en: str, title_ko: str, *, group: str = "core", needs: tuple[str, ...] = ()
) -> pytest.MarkDecorator:
    """The same declaration as a mark, for one set of parameters of a test: ``pytest.param(..., marks=...)``."""
    return pytest.mark.case(task=task, title=Text(title_en, title_ko), group=Group(group), needs=needs)
