"""Batches, iterations, epochs: how a data set is cut up for training, and what the cut does to the gradient."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def num_iterations(n: int, batch_size: int, drop_last: bool = False) -> int:
    """Iterations (updates, mini-batches) of one epoch over n samples: n / batch_size, rounded up.

    Args:
        n: Number of samples, 0 or more.
        batch_size: Samples per mini-batch, 1 or more; may exceed n.
        drop_last: Leave out the last mini-batch if it is shorter than the others.

    Raises:
        ValueError: if n < 0 or batch_size < 1.
    """
    raise NotImplementedError("num_iterations")


def total_updates(n: int, batch_size: int, epochs: int, drop_last: bool = False) -> int:
    """Updates of the parameters in ``epochs`` epochs: one per iteration."""
    raise NotImplementedError("total_updates")


def iterate_minibatches(
    X: Array, y: Array, batch_size: int, rng: np.random.Generator, shuffle: bool = True, drop_last: bool = False
) -> Iterator[tuple[Array, Array]]:
    """The mini-batches of ONE epoch, each a pair (rows of X, the same rows of y).

    Every sample occurs exactly once; the last mini-batch may be shorter, unless drop_last leaves it out.
    Randomness: with shuffle, ``rng.permutation(N)`` once per call and nothing else; batch i are its entries
    i * batch_size to (i + 1) * batch_size. Without shuffle the order of X, and rng is not used.
    X and y themselves stay as they are.

    Args:
        X: Shape (N, ...).
        y: Shape (N, ...).
        batch_size: 1 or more.
        rng: Source of the order.
        shuffle: Whether to draw a new order.
        drop_last: As in ``num_iterations``.

    Raises:
        ValueError: if X and y differ in length or batch_size < 1 (at the latest when the first batch is asked for).
    """
    raise NotImplementedError("iterate_minibatches")


def fit_linear(
    X: Array, y: Array, mode: str, lr: float, epochs: int, batch_size: int, rng: np.random.Generator
) -> dict[str, Any]:
    """Train prediction = X w + b by gradient descent on the mean squared error, starting from w = 0, b = 0.

    With residuals r = X w + b - y the loss of a set S of samples is L_S = 1 / (2 |S|) * sum r_i^2, and its gradient

        dw = 1 / |S| * sum r_i x_i,        db = 1 / |S| * sum r_i.

    An update is w <- w - lr * dw, b <- b - lr * db, with S = the mini-batch.

    Args:
        X: Shape (N, D).
        y: Shape (N,).
        mode: ``online`` (|S| = 1), ``minibatch`` (|S| = batch_size) or ``batch`` (S = all samples).
        lr: Learning rate.
        epochs: Number of passes over the data; each but the one of mode ``batch`` in an order of its own.
        batch_size: Used in mode ``minibatch`` only; the last, shorter mini-batch is kept.
        rng: Passed to ``iterate_minibatches`` in every epoch.

    Returns:
        ``w``: shape (D,); ``b``: float; ``updates``: number of updates made; ``history``: the loss on ALL samples after
        each epoch, a list of ``epochs`` floats.

    Raises:
        ValueError: for any other mode.

    Source: Bottou, Curtis & Nocedal 2018, sections 3 and 4; Goodfellow et al. 2016, section 8.1.3.
    """
    raise NotImplementedError("fit_linear")


def gradient_variance(X: Array, y: Array, w: Array, batch_size: int, draws: int, rng: np.random.Generator) -> float:
    """Variance of the mini-batch gradient at w, estimated from ``draws`` mini-batches; model X w without b.

    Each mini-batch is batch_size samples drawn independently WITH replacement, rows
    ``rng.integers(N, size=(draws, batch_size))``. Its gradient is the mean of r_i x_i with r = X w - y. The answer is
    the unbiased sample variance (divisor draws - 1) of every component of the gradient, summed over the components.

    Args:
        X: Shape (N, D).
        y: Shape (N,).
        w: Shape (D,).
        batch_size: 1 or more.
        draws: 2 or more.
        rng: Source of the samples.

    Raises:
        ValueError: if draws < 2.
    """
    raise NotImplementedError("gradient_variance")
