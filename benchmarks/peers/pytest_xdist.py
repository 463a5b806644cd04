"""pytest with xdist: the cases of one submission on two worker processes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.pytest_plain import command, prepare, scores

__all__ = ["PACKAGES", "TITLE", "commands", "prepare", "scores"]

TITLE = "pytest-xdist -n 2"
PACKAGES = ("pytest", "pytest-xdist", "numpy")


def commands(folder: Path, slug: str, names: Sequence[str], python: Path) -> list[list[str]]:  # noqa: ARG001
    """One run of pytest with two workers per submission."""
    return [command(folder / name, python, "-n", "2") for name in names]
