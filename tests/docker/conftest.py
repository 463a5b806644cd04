"""An engine with our images, or a visible skip; in CI (``CI`` is set) a missing one is a failure."""

from __future__ import annotations

import gc
import os
import warnings
from collections.abc import Iterator
from typing import NoReturn

import pytest

from grader.errors import SandboxUnavailable
from grader.sandbox import image as images
from grader.sandbox.docker import DockerOptions, Isolation
from grader.sandbox.engine import DEFAULT_ENGINE, Engine


def give_up(reason: str) -> NoReturn:
    """Skip with ``reason``, or fail where nothing may be skipped."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason} (in CI an engine is required: .ci/engine starts one)")
    pytest.skip(reason)


def collect_forgotten() -> None:
    """Collect sockets that could not connect, which the SDK forgets, before a later test is blamed for them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture(scope="session")
def url() -> str:
    """Address of an engine that answers and has the images."""
    found = os.environ.get("AUTOGRADE_DOCKER_HOST") or os.environ.get("DOCKER_HOST") or DEFAULT_ENGINE
    try:
        engine = Engine(found)
        try:
            engine.image((images.name("numpy"),))
        finally:
            engine.close()
    except SandboxUnavailable as error:
        reason = f"{error.message}; {error.next_step}"
    else:
        return found
    collect_forgotten()
    give_up(reason)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    connection = Engine(url)
    yield connection
    connection.close()


@pytest.fixture
def options(url: str, request: pytest.FixtureRequest) -> DockerOptions:
    """Warm and plain, or what a test asks for as ``(runtime, isolation)``."""
    wanted: tuple[str | None, Isolation] = getattr(request, "param", (None, "warm"))
    runtime, isolation = wanted
    return options_for(url, runtime, isolation)


def options_for(url: str, runtime: str | None, isolation: Isolation = "warm") -> DockerOptions:
    if runtime:
        engine = Engine(url)
        try:
            engine.runtime(runtime)
        except SandboxUnavailable as error:
            give_up(error.message)
        finally:
            engine.close()
    return DockerOptions(url, runtime, isolation)
