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
    from autograde.gpus import Gpus
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

    def policy(self, lowest_tier: int = 1, *, trusted: bool = False, devices: Devices | None = None) -> Policy:
        """The policy that follows from it and from ``devices``. Raises ``UsageError`` for a name of no device."""
        from autograde.grading import Policy
        from grader.sandbox.docker import DockerOptions

        isolation: Any = self.isolation
        docker = DockerOptions(self.engine, self.runtime, isolation)
        return Policy(self.backend, lowest_tier, trusted, docker, devices.gpus() if devices else None)


@dataclass(frozen=True, slots=True)
class Devices:
    """What a command line says about devices."""

    device: str
    wait_seconds: float
    allow_unpatched: bool

    def gpus(self) -> Gpus | None:
        """The devices that follow from it; None for the CPU alone."""
        from autograde.gpus import asked_for

        return asked_for(self.device, wait_seconds=self.wait_seconds, allow_unpatched=self.allow_unpatched)


def device_options(command: F) -> F:
    """``--device``, ``--device-wait`` and ``--allow-unpatched-toolkit``, given to the command as one ``Devices``."""

    @wraps(command)
    def with_devices(*args: Any, device: str, device_wait: float, allow_unpatched: bool, **more: Any) -> Any:
        return command(*args, devices=Devices(device, device_wait, allow_unpatched), **more)

    options = (
        click.option(
            "--device",
            metavar="cpu|cuda[:N]|auto",
            default="cpu",
            show_default=True,
            help="Where submissions compute. 'auto' takes a GPU for exercises that list cuda, where there is one.",
        ),
        click.option(
            "--device-wait",
            type=click.FloatRange(min=0),
            default=900.0,
            show_default=True,
            help="Seconds that a submission waits for a GPU to get free.",
        ),
        click.option(
            "--allow-unpatched-toolkit",
            "allow_unpatched",
            is_flag=True,
            help="Docker: give GPUs to containers in spite of known holes of the NVIDIA container toolkit.",
        ),
    )
    decorated: Any = with_devices
    for option in reversed(options):
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]  # click's decorators are untyped by nature


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
