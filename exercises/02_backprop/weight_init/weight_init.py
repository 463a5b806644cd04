"""Initial weights: their variance, what it does to signals, and why they must differ from each other.

Dense weights are (in, out), as in ``x @ W``; PyTorch stores (out, in). Convolution weights are (F, C, HH, WW).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def fan_in_out(shape: tuple[int, ...]) -> tuple[int, int]:
    """How many inputs reach one output, and how many outputs one input reaches.

    Args:
        shape: ``(in, out)`` of a dense layer, or ``(F, C, HH, WW)`` of a convolution with F filters over C channels.

    Returns:
        ``(fan_in, fan_out)``, two ints. For a convolution every tap of the kernel counts.

    Raises:
        ValueError: for a shape with another number of axes.
    """
    raise NotImplementedError("fan_in_out")


def init_weights(
    shape: tuple[int, ...],
    scheme: str,
    rng: np.random.Generator,
    std: float = 0.01,
    gain: float = 1.0,
    mode: str = "fan_in",
    distribution: str = "normal",
    dtype: Any = np.float64,
) -> Array:
    """Weights drawn by one of six schemes.

    ======== ==========================================================================================
    zeros    every weight is 0
    constant every weight is ``std``
    random   mean 0, standard deviation ``std``
    lecun    mean 0, variance ``gain**2 / fan`` (LeCun et al. 1998, section 4.6)
    xavier   mean 0, variance ``gain**2 * 2 / (fan_in + fan_out)`` (Glorot & Bengio 2010, eq. 12 and 16)
    he       mean 0, variance ``gain**2 * 2 / fan`` (He et al. 2015, eq. 10 and 14)
    ======== ==========================================================================================

    Args:
        shape: As for ``fan_in_out``.
        scheme: A name from the table.
        rng: The only source of randomness.
        std: For ``random`` and ``constant`` only.
        gain: For ``lecun``, ``xavier`` and ``he`` only; multiplies the standard deviation.
        mode: ``"fan_in"`` or ``"fan_out"``: which one ``fan`` is. ``xavier`` uses both and ignores it.
        distribution: ``"normal"`` or ``"uniform"``, with the same variance; uniform is symmetric about 0.
        dtype: Of the returned array.

    Returns:
        Array of ``shape`` and ``dtype``.

    Raises:
        ValueError: for an unknown scheme, mode or distribution.
    """
    raise NotImplementedError("init_weights")


def activation_stats(
    scheme: str, act: str, depth: int, width: int, rng: np.random.Generator, n: int = 512, std: float = 0.01
) -> list[dict[str, float]]:
    """Mean and standard deviation of the activations of every layer, before any training.

    The input is standard normal, (n, width). Each of ``depth`` layers computes ``h = act(h @ W)`` with a new
    ``W = init_weights((width, width), scheme, rng, std)`` and no bias.

    Args:
        scheme: As for ``init_weights``.
        act: ``"relu"``, ``"tanh"`` or ``"sigmoid"``.
        depth: Number of layers.
        width: Number of units per layer.
        rng: The only source of randomness.
        n: Number of input rows.
        std: As for ``init_weights``.

    Returns:
        One ``{"mean": ..., "std": ...}`` per layer, first layer first: two floats over all outputs of ``act``.

    Raises:
        ValueError: for an unknown ``act``.
    """
    raise NotImplementedError("activation_stats")


def hidden_grads_identical(W1: Array, W2: Array, X: Array, y: Array) -> bool:
    """Whether gradient descent treats all hidden units alike.

    The network is ``h = tanh(X @ W1)``, ``out = h @ W2``, the loss ``sum((out - y)**2) / (2 * N)``. No biases.

    Args:
        W1: (D, H), W2: (H, K), X: (N, D), y: (N, K), float64. None is modified.

    Returns:
        True if the gradients of the loss with respect to the columns of W1 (one column per hidden unit) are all
        equal up to rounding, which includes the case that all of them are zero.
    """
    raise NotImplementedError("hidden_grads_identical")
