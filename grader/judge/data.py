"""Data for tests without a network: drawn digits of MNIST's shape. Pure; the caller brings the randomness."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

_GLYPHS = (
    " ### #   ##   ##   ##   ##   # ### ",
    "  #   ##  # #    #    #    #  #####",
    " ### #   #    #   #   #   #   #####",
    " ### #   #    #  ##     ##   # ### ",
    "   #   ##  # # #  # #####   #    # ",
    "######    ####     #    ##   # ### ",
    " ### #    #    #### #   ##   # ### ",
    "#####    #   #    #   #    #    #  ",
    " ### #   ##   # ### #   ##   # ### ",
    " ### #   ##   # ####    #    # ### ",
)
_ROWS, _COLUMNS = 7, 5


def digits(
    rng: np.random.Generator, n: int, size: int = 28, *, shift: float = 2.0, turn: float = 15.0, noise: float = 0.05
) -> tuple[Array, Array]:
    """``n`` drawn digits, each class equally often (up to one), in random order.

    Args:
        rng: Draws place, size, angle and noise of each digit.
        n: Number of images.
        size: Height and width in pixels.
        shift: Largest distance from the centre, in pixels, along each axis.
        turn: Largest angle, in degrees.
        noise: Standard deviation of the noise, as a share of full brightness.

    Returns:
        Images (n, size, size), uint8, bright on dark, and labels (n,), int64.
    """
    labels = rng.permutation(np.arange(n) % 10)
    angle = np.deg2rad(rng.uniform(-turn, turn, n))[:, None]
    cell = rng.uniform(0.85, 1.15, (n, 1)) * size / 10
    place = rng.uniform(-shift, shift, (2, n, 1))
    rows, columns = (axis.ravel()[None] for axis in np.indices((size, size)) - (size - 1) / 2)
    down, right = (rows - place[0]) / cell, (columns - place[1]) / cell
    row = np.cos(angle) * down - np.sin(angle) * right + (_ROWS - 1) / 2
    column = np.sin(angle) * down + np.cos(angle) * right + (_COLUMNS - 1) / 2
    ink = _ink(labels, row, column) + noise * rng.standard_normal((n, size * size))
    images = (255 * np.clip(ink, 0, 1)).astype(np.uint8).reshape(n, size, size)
    return images, labels.astype(np.int64)


def _ink(labels: Array, row: Array, column: Array) -> Array:
    """Brightness of glyph ``labels`` (n,) at places ``row``, ``column`` (n, pixels) in cells, between them linearly."""
    glyphs = np.array([[mark == "#" for mark in glyph] for glyph in _GLYPHS], np.float64)
    padded = np.pad(glyphs.reshape(10, _ROWS, _COLUMNS), ((0, 0), (1, 2), (1, 2)))
    row, column = np.clip(row, -1, _ROWS) + 1, np.clip(column, -1, _COLUMNS) + 1
    top, left = np.floor(row).astype(int), np.floor(column).astype(int)
    y, x, which = row - top, column - left, labels[:, None]
    above = padded[which, top, left] * (1 - x) + padded[which, top, left + 1] * x
    below = padded[which, top + 1, left] * (1 - x) + padded[which, top + 1, left + 1] * x
    ink: Array = above * (1 - y) + below * y
    return ink
