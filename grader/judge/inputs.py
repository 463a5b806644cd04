"""Inputs for tests: random, but away from kinks and ties, in every memory layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def away_from(rng: np.random.Generator, shape: Sequence[int], kink: float = 0.0, margin: float = 0.05) -> Array:
    """Standard normal float64 values of ``shape`` at least ``margin`` away from ``kink``."""
    x = rng.standard_normal(shape)
    return np.where(x >= 0, kink + margin + x, kink - margin + x)


def distinct(rng: np.random.Generator, shape: Sequence[int], gap: float = 0.05) -> Array:
    """Float64 values of ``shape``, pairwise at least ``gap`` apart, centred at 0, in random order."""
    count = int(np.prod(shape))
    ladder = (np.arange(count) - (count - 1) / 2) * 2 * gap
    return (rng.permutation(ladder) + rng.uniform(-gap / 2, gap / 2, count)).reshape(shape)


def layouts(x: Array) -> Iterator[tuple[str, Array]]:
    """``x`` as C-ordered, Fortran-ordered, and non-contiguous array; values are equal."""
    yield "C", np.ascontiguousarray(x)
    yield "Fortran", np.asfortranarray(x)
    wide = np.zeros((*x.shape[:-1], x.shape[-1] * 2), x.dtype)
    view = wide[..., ::2]
    view[...] = x
    yield "strided", view


def read_only(x: Array) -> Array:
    """A copy of ``x`` that refuses to be written to."""
    copy = x.copy()
    copy.flags.writeable = False
    return copy
