"""``autograde image``: the images in which the docker sandbox runs submissions."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograde.cli.console import Console
from autograde.cli.options import engine_option, json_option, lang_option, pass_console


@click.group(
    "image",
    epilog="\b\nExample:\n  autograde image build\n  autograde image build --help\n\n"
    "\b\nExit codes:\n  0 done   2 usage   4 no engine answers, or the build failed",
)
def command() -> None:
    """Build the images in which the docker sandbox runs submissions."""


@command.command(
    "build",
    epilog="\b\nExample:\n  autograde image build\n  autograde image build --no-torch\n"
    "  autograde image build --base-image registry.campus/python:3.11 --wheelhouse wheels\n\n"
    "\b\nExit codes:\n  0 built   2 usage   4 no engine answers, or the build failed",
)
@click.option("--cuda", is_flag=True, help="The CUDA image instead of those for the CPU (several gigabytes).")
@click.option("--torch/--no-torch", default=True, show_default=True, help="The image of the PyTorch exercises, too.")
@click.option("--base-image", metavar="IMAGE", help="Where Python 3.11 comes from [default: the Dockerfile's].")
@click.option(
    "--wheelhouse",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Take packages from the wheels in this folder and build without a network.",
)
@engine_option
@json_option
@lang_option
@pass_console
def build(
    console: Console,
    cuda: bool,
    torch: bool,
    base_image: str | None,
    wheelhouse: Path | None,
    engine: str | None,
    as_json: bool,
) -> None:
    """Build the candidate images: Python, NumPy, PyTorch, our candidate code and nothing else.

    Packages are pinned and checked by hash. Neither hidden tests nor secrets are ever sent to the builder.
    """
    from dataclasses import asdict

    from autograde.image import build as build_images

    variants = ("cuda",) if cuda else ("numpy", "torch") if torch else ("numpy",)
    built = []
    for image in build_images(variants, engine=engine, base_image=base_image, wheelhouse=wheelhouse, said=_progress):
        built.append(image)
        if not as_json:
            console.say("image.built", name=image.name, mib=image.size >> 20, digest=image.digest)
    if as_json:
        console.document({"schema": "autograde.images/1", "images": [asdict(image) for image in built]})


def _progress(line: str) -> None:
    """The builder's words, on a terminal only."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{line.splitlines()[0][:100]}\r")
        sys.stderr.flush()
