"""Stubs in the place of forbidden functions: whoever calls one is refused, and it is noted.

They live in the student's process, where code that means to can undo them: they are advice, and what a verdict may rest
on besides is the scan (``policy``) and what is not installed at all. A stub must never make a library fail that the
student did not call.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Iterable
from typing import Any

from grader.candidate.libraries import Covered, lookup
from grader.candidate.policy import ForbiddenCall


class Violations(list[tuple[str, int]]):
    """Uses of forbidden names while the code ran: the name, and the student's line (0 where there is none)."""


def install_stubs(things: Iterable[Covered], violations: Violations, files: frozenset[str] = frozenset()) -> None:
    """Replace ``things``, functions and classes of libraries, by stubs that raise ``ForbiddenCall``.

    Each use is also noted in ``violations``, so that ``try: library; except: mine`` is seen. ``files`` are the
    student's own, by the names under which they were compiled.
    """

    def refuse(name: str) -> None:
        violations.append((name, _line_in(files)))
        raise ForbiddenCall(name)

    for name, thing in things:
        owner, _, attribute = name.rpartition(".")
        setattr(lookup(owner), attribute, _stub(name, thing, refuse))


def _line_in(files: frozenset[str]) -> int:
    """The line of the innermost running frame of the student's."""
    frame: types.FrameType | None = sys._getframe(2)  # noqa: SLF001 - a traceback would cost an exception per call
    while frame and frame.f_code.co_filename not in files:
        frame = frame.f_back
    return frame.f_lineno if frame else 0


def _stub(name: str, original: Any, refuse: Callable[[str], None]) -> Any:
    def refused(*_args: object, **_kwargs: object) -> Any:
        refuse(name)

    if isinstance(original, type):  # stays a class, so that isinstance checks of the library keep working
        return type(original.__name__, (original,), {"__init__": refused, "__module__": original.__module__})
    return refused
