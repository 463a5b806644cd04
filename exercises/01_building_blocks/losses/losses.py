"""Losses for regression and binary classification, each with its gradient.

Every function returns ``(loss, grad)``: a number, and the gradient with respect to the first argument, of its shape.
Both arguments must have one shape: nothing is broadcast, and different shapes raise ``ValueError``. Arguments are
never modified.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def mse_loss(pred: Array, target: Array, reduction: str = "mean") -> tuple[Any, Array]:
    """Squared error, ``(pred - target)^2``.

    Args:
        pred: Predictions, any shape.
        target: Targets, the same shape.
        reduction: ``"mean"`` over ALL elements, ``"sum"``, or ``"none"`` (loss is then an array of the shape of pred).

    Returns:
        ``(loss, grad)``: grad of the shape of pred; for "none" the derivative of each term.

    Raises:
        ValueError: The shapes differ, or reduction is none of the three.

    Source: Goodfellow et al., Deep Learning, section 6.2.2.
    """
    raise NotImplementedError("mse_loss")


def mae_loss(pred: Array, target: Array, reduction: str = "mean") -> tuple[Any, Array]:
    """Absolute error, ``|pred - target|``; arguments and answer as in ``mse_loss``.

    The gradient is 0 where pred equals target.

    Raises:
        ValueError: The shapes differ, or reduction is none of "mean", "sum", "none".
    """
    raise NotImplementedError("mae_loss")


def sum_squared_error(pred: Array, target: Array) -> tuple[float, Array]:
    """``1/2 sum((pred - target)^2)``: the one half makes the gradient the plain error.

    Args:
        pred: Predictions, any shape.
        target: Targets, the same shape.

    Returns:
        ``(loss, grad)``: one number, and an array of the shape of pred.

    Raises:
        ValueError: The shapes differ.
    """
    raise NotImplementedError("sum_squared_error")


def bce_loss(p: Array, y: Array, eps: float = 1e-12) -> tuple[float, Array]:
    """Binary cross-entropy, the mean over all elements of ``-y log(p) - (1 - y) log(1 - p)``.

    Args:
        p: Probabilities of "yes", any shape. They are clipped to [eps, 1 - eps] first.
        y: Targets in [0, 1], the same shape: 0 and 1, or anything between (soft targets).
        eps: Smallest probability whose logarithm is taken.

    Returns:
        ``(loss, grad)``: one number, and the gradient with respect to the clipped p, finite everywhere.

    Raises:
        ValueError: The shapes differ.

    Source: Murphy, Probabilistic Machine Learning: An Introduction, section 10.2.
    """
    raise NotImplementedError("bce_loss")


def bce_with_logits(z: Array, y: Array) -> tuple[float, Array]:
    """Binary cross-entropy of ``sigmoid(z)``, computed from the logits: finite for logits up to 1e4 in size.

    Args:
        z: Logits, any shape.
        y: Targets in [0, 1], the same shape.

    Returns:
        ``(loss, grad)``: the mean over all elements, and an array of the shape of z.

    Raises:
        ValueError: The shapes differ.

    Source: the form ``max(z, 0) - z y + log(1 + exp(-|z|))``, as in the documentation of torch.nn.BCEWithLogitsLoss.
    """
    raise NotImplementedError("bce_with_logits")


def logistic_loss(z: Array, y_pm1: Array) -> tuple[float, Array]:
    """Logistic loss, the mean over all elements of ``log(1 + exp(-y z))``, finite for logits up to 1e4 in size.

    Args:
        z: Logits, any shape.
        y_pm1: Labels -1 and +1, the same shape.

    Returns:
        ``(loss, grad)``: one number, and an array of the shape of z.

    Raises:
        ValueError: The shapes differ.

    Source: Murphy, Probabilistic Machine Learning: An Introduction, section 10.2.
    """
    raise NotImplementedError("logistic_loss")
