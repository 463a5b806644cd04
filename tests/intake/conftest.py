"""An exercise to hand in for, and archives and notebooks as strangers make them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from grader.model import Exercise, Kind, Limits, Task, Text


def make_exercise(slug: str = "conv_naive", number: int = 38) -> Exercise:
    text = Text("en", "ko")
    return Exercise(
        number=number,
        slug=slug,
        module="09_convolution",
        kind=Kind.NUMPY,
        tier="core",
        title=text,
        summary=text,
        tasks=(Task("conv_forward_naive", 7, text),),
        limits=Limits(),
        devices=("cpu",),
        forbidden=(),
        published=Path("exercises"),
        private=None,
    )


@pytest.fixture
def exercise() -> Exercise:
    return make_exercise()


@pytest.fixture
def second() -> Exercise:
    return make_exercise("pooling", 40)


@pytest.fixture
def zipped(tmp_path: Path) -> Callable[..., Path]:
    """Writes a zip of ``(name or ZipInfo, content)`` pairs."""

    def write(*entries: tuple[str | zipfile.ZipInfo, bytes], name: str = "hand-in.zip") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, content in entries:
                archive.writestr(entry, content)
        return path

    return write


@pytest.fixture
def notebook(tmp_path: Path) -> Callable[..., Path]:
    """Writes a notebook with these code cells; ``more`` replaces top-level fields."""

    def write(*cells: str | list[str], name: str = "conv_naive.ipynb", **more: object) -> Path:
        path = tmp_path / name
        path.write_text(json.dumps(document(cells) | more), encoding="utf-8")
        return path

    return write


def document(cells: Iterable[str | list[str]]) -> dict[str, object]:
    code: list[object] = [{"cell_type": "code", "source": cell, "metadata": {}, "outputs": []} for cell in cells]
    prose = {"cell_type": "markdown", "source": "# raise SystemExit", "metadata": {}}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [prose, *code]}
