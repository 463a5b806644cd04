"""The options that commands share, so that they are spelled and explained once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from autograde.cli.console import Console
from grader.model import Lang

if TYPE_CHECKING:
    from autograde.grading import Policy
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


@dataclass(frozen=True, slots=True)
class Boundary:
    """What a command line says about the boundary: backend, and how to use an engine."""

    backend: str
    isolation: str
    runtime: str | None
    engine: str | None

    def policy(self, lowest_tier: int = 1, *, trusted: bool = False) -> Policy:
        """The policy that follows from it."""
        from autograde.grading import Policy
        from grader.sandbox.docker import DockerOptions

        isolation: Any = self.isolation
        return Policy(self.backend, lowest_tier, trusted, DockerOptions(self.engine, self.runtime, isolation))


def engine_option(command: F) -> F:
    """``--engine``: the address of the Docker engine."""
    return click.option(
        "--engine",
        metavar="URL",
        envvar=["AUTOGRADE_DOCKER_HOST", "DOCKER_HOST"],
        help="Docker: the engine's address [default: AUTOGRADE_DOCKER_HOST, DOCKER_HOST or the usual socket].",
    )(command)


def boundary_options(command: F) -> F:
    """``--sandbox``, ``--isolation``, ``--runtime`` and ``--engine``, given to the command as one ``Boundary``."""

    @wraps(command)
    def with_boundary(
        *args: Any, backend: str, isolation: str, runtime: str | None, engine: str | None, **more: Any
    ) -> Any:
        return command(*args, boundary=Boundary(backend, isolation, runtime, engine), **more)

    options = (
        click.option(
            "--sandbox",
            "backend",
            type=click.Choice(["auto", "docker", "process", "unsafe"]),
            default="auto",
            show_default=True,
            help="The boundary. 'auto' prefers docker; 'unsafe' is none and needs --trusted.",
        ),
        click.option(
            "--isolation",
            type=click.Choice(["warm", "fresh"]),
            default="warm",
            show_default=True,
            help="Docker: one container per worker, or one per submission.",
        ),
        click.option("--runtime", help="Docker: a runtime that the engine knows, e.g. runsc for gVisor."),
        engine_option,
    )
    decorated: Any = with_boundary
    for option in reversed(options):
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]  # click's decorators are untyped by nature


def the_course(root: Path | None) -> Course:
    """The course a command is about. Raises ``UsageError`` where there is none."""
    from grader.catalog import find_course

    return find_course(root, Path.cwd())
