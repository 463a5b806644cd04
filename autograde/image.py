"""Builds the images in which submissions run, through the engine and from a list of files: no checkout is needed.

With a wheelhouse nothing is fetched from anywhere: the build itself has no network, so that an air-gapped campus
gets what everybody gets. Nothing of a course is ever sent to a builder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import GraderError, UsageError
from grader.sandbox import image as images
from grader.sandbox.engine import Engine

__all__ = ["BuildFailed", "Built", "build"]


class BuildFailed(GraderError):
    """The engine could not build an image; the message is the last thing the builder said."""

    exit_code = 4


@dataclass(frozen=True, slots=True)
class Built:
    """An image that exists now. ``size`` in bytes."""

    name: str
    digest: str
    size: int


def build(
    variants: tuple[str, ...],
    *,
    engine: str | None = None,
    base_image: str | None = None,
    wheelhouse: Path | None = None,
    said: Callable[[str], None] = lambda _: None,
) -> Iterator[Built]:
    """Build ``variants`` one after another. Raises ``SandboxUnavailable``, ``BuildFailed`` or ``UsageError``.

    Args:
        variants: Some of ``grader.sandbox.image.VARIANTS``.
        engine: The engine's address; None for the usual socket.
        base_image: Where Python comes from; None for the one that the Dockerfile names.
        wheelhouse: Folder of wheels, the only source of packages then.
        said: Told what the builder says, line by line.
    """
    if wheelhouse and not any(wheelhouse.glob("*.whl")):
        raise UsageError(f"there are no wheels in {wheelhouse}", "pip download --dest DIR -r requirements-torch.txt")
    connection = Engine(engine)
    try:
        for variant in variants:
            yield _build_one(connection, variant, base_image, wheelhouse, said)
    finally:
        connection.close()


def _build_one(
    engine: Engine, variant: str, base_image: str | None, wheelhouse: Path | None, said: Callable[[str], None]
) -> Built:
    arguments = {"VARIANT": variant} | ({"BASE_IMAGE": base_image} if base_image else {})
    options: dict[str, Any] = {"network_mode": "none"} if wheelhouse else {}
    name = images.name(variant)
    last = ""
    with images.context(variant, wheelhouse) as context:
        where = f"docker/{images.dockerfile(variant)}"
        for message in engine.build(context, tag=name, dockerfile=where, buildargs=arguments, **options):
            if "error" in message:
                raise BuildFailed(f"{name}: {message['error']}", f"the builder's last words: {last[-300:] or '-'}")
            if line := str(message.get("stream", "")).strip():
                last = line
                said(line)
    return Built(name, engine.image((name,)).digest, engine.size(name))
