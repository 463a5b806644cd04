"""A small course on disk: one exercise, complete with its hidden part."""

from __future__ import annotations

from pathlib import Path

import pytest

MANIFEST = """\
number = 4
slug = "scale"
kind = "numpy"
tier = "core"
title = { en = "Scale", ko = "크기 바꾸기" }
summary = { en = "Scale an array.", ko = "배열의 크기를 바꿔요." }
devices = ["cpu"]
forbidden = ["torch", "numpy.convolve"]

[limits]
call_seconds = 2
memory_mib = 512

[[tasks]]
name = "scale"
points = 7
title = { en = "Scaling", ko = "크기 조절" }

[[tasks]]
name = "unscale"
points = 3
title = { en = "Unscaling", ko = "되돌리기" }
"""

REFERENCE = '''\
"""Scaling."""


def scale(x, factor):
    """``factor * x``."""
    # <solution>
    return factor * x
    # </solution>


def unscale(x, factor):
    """``x / factor``."""
    # <solution>
    return x / factor
    # </solution>
'''

OVERLAY = '''\
"""
title = { en = "Adds", ko = "더해요" }
fails = ["test_scale"]
hint = { en = "Multiply, do not add.", ko = "더하지 말고 곱해요." }
"""


def scale(x, factor):
    return x + factor
'''


def add_exercise(root: Path, module: str, slug: str, manifest: str) -> None:
    """Write a complete exercise below ``root``."""
    published = root / "exercises" / module / slug
    private = root / "solutions" / module / slug
    (private / "wrong").mkdir(parents=True)
    published.mkdir(parents=True)
    (published / "exercise.toml").write_text(manifest, encoding="utf-8")
    (published / f"{slug}.py").write_text("def scale(x, factor):\n    ...\n", encoding="utf-8")
    (published / "test_public.py").write_text("def test_scale(): ...\n", encoding="utf-8")
    (private / f"{slug}.py").write_text(REFERENCE, encoding="utf-8")
    (private / "test_hidden.py").write_text("def test_scale(): ...\n", encoding="utf-8")
    (private / "wrong" / "W1_adds.py").write_text(OVERLAY, encoding="utf-8")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The root of the course."""
    root = tmp_path / "course"
    add_exercise(root, "01_building_blocks", "scale", MANIFEST)
    return root


@pytest.fixture
def larger_course(course: Path) -> Path:
    """The same with a second exercise, whose folder sorts before and whose number comes after."""
    manifest = MANIFEST.replace("number = 4", "number = 38").replace('"scale"\nkind', '"conv_naive"\nkind')
    add_exercise(course, "00_early", "conv_naive", manifest)
    return course
