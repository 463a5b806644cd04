"""The options that commands share, so that they are spelled and explained once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from autograde.cli.console import Console
from grader.model import Lang

if TYPE_CHECKING:
    from grader.catalog import Course

F = TypeVar("F", bound=Callable[..., Any])

pass_console = click.make_pass_decorator(Console)


def _set_language(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value:
        context.ensure_object(Console).lang = Lang(value)


def lang_option(command: F) -> F:
    """``--lang``: stored in the console of the running command, never passed on."""
    return click.option(
        "--lang",
        type=click.Choice([str(lang) for lang in Lang]),
        expose_value=False,
        is_eager=True,
        callback=_set_language,
        help="Language of the output [default: AUTOGRADE_LANG or the locale].",
    )(command)


def json_option(command: F) -> F:
    """``--json``: one document on standard output and nothing else."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")(command)


def course_option(command: F) -> F:
    """``--course``: the folder that holds exercises/ (and solutions/)."""
    return click.option(
        "--course",
        "course_root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        envvar="AUTOGRADE_COURSE",
        help="Course folder [default: the nearest one above this folder, else the installed one].",
    )(command)


def the_course(root: Path | None) -> Course:
    """The course a command is about. Raises ``UsageError`` where there is none."""
    from grader.catalog import find_course

    return find_course(root, Path.cwd())
