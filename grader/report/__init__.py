"""Views of a report: one function each, all with the signature ``render(report, lang) -> str``.

This module only finds a renderer by the name of its format. It imports a renderer when it is asked for one,
because pydantic and jinja2 cost more time than a short command may take. Renderers must never change a
verdict, recompute points or read anything but the report.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from grader.errors import UsageError
from grader.model import Lang, Report

__all__ = ["FORMATS", "Renderer", "renderer"]

Renderer = Callable[[Report, Lang], str]

FORMATS = {"text": "text", "json": "json", "html": "html", "md": "markdown", "junit": "junit"}
"""Names of the formats and the modules that write them."""


def renderer(name: str) -> Renderer:
    """The renderer of the format ``name``. Raises ``UsageError`` when there is none."""
    if name not in FORMATS:
        raise UsageError(f"there is no report format named {name!r}", f"choose one of: {', '.join(FORMATS)}")
    return cast(Renderer, import_module(f"grader.report.{FORMATS[name]}").render)
