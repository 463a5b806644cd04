"""Dropout (CS231n interface): inverted, original, and the ensemble average that they approximate.

``p`` is the probability to KEEP a unit, as in the CS231n assignments since 2018 and in Srivastava et al.
(2014). PyTorch's ``nn.Dropout(p)`` means the opposite: there ``p`` is the probability to drop.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Cache = tuple[dict[str, Any], Array | None]


def dropout_forward(x: Array, dropout_param: dict[str, Any]) -> tuple[Array, Cache]:
    """Inverted dropout.

    In training every element is kept with probability p, independently of all others, and what is kept is
    divided by p, so that E[out] = x. In test mode nothing is dropped and nothing is scaled: out = x.

    Args:
        x: Input of any shape, floating point. Not modified.
        dropout_param: ``p``: probability to keep an element, 0 < p <= 1; ``mode``: ``"train"`` or ``"test"``;
            optional ``seed``: if present, ``np.random`` is seeded with it before the mask is drawn.

    Returns:
        ``(out, cache)``: out with the shape and dtype of x, and whatever the backward pass needs.

    Source: Srivastava et al. 2014, section 4 (the mask) and section 10 (scaling during training); CS231n, "Dropout".
    """
    raise NotImplementedError("dropout_forward")


def dropout_backward(dout: Array, cache: Cache) -> Array:
    """Gradient of inverted dropout.

    Args:
        dout: Upstream gradient, shape of x. Not modified.
        cache: What ``dropout_forward`` returned.

    Returns:
        dx, shape of x: dout * mask / p with the mask of that very forward pass in training, dout in test mode.
    """
    raise NotImplementedError("dropout_backward")


def vanilla_dropout_forward(x: Array, p_keep: float, mode: str, rng: np.random.Generator) -> Array:
    """Dropout as published in 2014: no scaling in training, times the KEEP probability at test time.

    Args:
        x: Input of any shape, floating point. Not modified.
        p_keep: Probability to keep an element, 0 < p_keep <= 1.
        mode: ``"train"`` or ``"test"``.
        rng: The only source of randomness.

    Returns:
        Array with the shape and dtype of x; in test mode the expectation of what training mode returns.

    Raises:
        ValueError: for another mode, or if p_keep is outside of (0, 1].

    Source: Srivastava et al. 2014, section 4 and figure 2.
    """
    raise NotImplementedError("vanilla_dropout_forward")


def mc_average(f: Callable[[Array, np.random.Generator], Array], x: Array, n: int, rng: np.random.Generator) -> Array:
    """Monte Carlo average of n random forward passes: the mean answer of n sampled sub-networks.

    Args:
        f: One random forward pass, called as ``f(x, rng)``; returns an array.
        x: Input, passed on to f as it is.
        n: Number of forward passes, at least 1.
        rng: Passed on to f every time.

    Returns:
        (1/n) * sum of the n outputs, shape of one output.

    Raises:
        ValueError: if n < 1.

    Source: Srivastava et al. 2014, section 7.5 (Monte Carlo model averaging against weight scaling).
    """
    raise NotImplementedError("mc_average")
