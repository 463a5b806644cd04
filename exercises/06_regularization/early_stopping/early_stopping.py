"""Learning curves: when to stop training, which parameters to keep, and what the curves say about the model."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


class EarlyStopping:
    """Watches a validation value, says when to stop, and keeps the parameters of the best epoch.

    An epoch improves if its value beats the BEST so far by more than min_delta:

        mode "min":  value < best - min_delta,        mode "max":  value > best + min_delta.

    Every other epoch, NaN included, is one without improvement. Training stops at the ``patience``-th epoch in a row
    without improvement.

    Args:
        patience: How many epochs without improvement in a row end the training, 1 or more.
        min_delta: Improvements of at most this size do not count.
        mode: ``min`` for losses, ``max`` for accuracies.
        restore_best: Whether the step that says stop also puts the best parameters back into ``params``.

    Attributes:
        best: Best value so far; inf (mode ``min``) or -inf (mode ``max``) before the first improvement.
        best_epoch: Number of its epoch, counted from 0; -1 before the first improvement.
        best_params: The parameters of that epoch, a copy of their own (with restore_best=False, too); None before.

    Raises:
        ValueError: if patience < 1 or the mode is unknown.

    Source: Prechelt 1998; Goodfellow, Bengio & Courville 2016, algorithm 7.1.
    """

    def __init__(self, patience: int, min_delta: float = 0.0, mode: str = "min", restore_best: bool = True) -> None:
        """Nothing has been seen yet."""
        raise NotImplementedError("EarlyStopping.__init__")

    def step(self, value: float, params: dict[str, Array]) -> bool:
        """Take note of one epoch.

        Args:
            value: The validation loss (or accuracy) of this epoch.
            params: The parameters of the model after this epoch, by name. If this step says stop, restore_best is
                set and there was an improvement, its arrays are those of the best epoch afterwards; otherwise it
                is not changed.

        Returns:
            Whether to stop now.
        """
        raise NotImplementedError("EarlyStopping.step")


def early_stop(
    train_losses: Sequence[float], val_losses: Sequence[float], patience: int, min_delta: float = 0.0
) -> tuple[int, int]:
    """What early stopping would have made of a training whose curves were recorded.

    Args:
        train_losses: Training loss of every epoch.
        val_losses: Validation loss of every epoch.
        patience: As in ``EarlyStopping``.
        min_delta: As in ``EarlyStopping``.

    Returns:
        (best epoch counted from 0, number of epochs run): the run ends with the epoch that stops it, or with the
        record.
    """
    raise NotImplementedError("early_stop")


def generalization_gap(train: Sequence[float], val: Sequence[float]) -> Array:
    """Validation loss minus training loss of every epoch, shape (epochs,).

    Raises:
        ValueError: if the two differ in length.
    """
    raise NotImplementedError("generalization_gap")


def diagnose_fit(train_losses: Sequence[float], val_losses: Sequence[float], target: float) -> str:
    """What the LAST epoch says about the model, given the loss that would be good enough.

    Returns:
        ``underfit`` if even the training loss is above target (or NaN); ``overfit`` if the training loss is not, but
        the validation loss is (or is NaN); else ``ok``.
    """
    raise NotImplementedError("diagnose_fit")


def polynomial_sweep(X: Array, y: Array, Xv: Array, yv: Array, degrees: Sequence[int]) -> list[tuple[float, float]]:
    """Fit a polynomial of each degree to (X, y) by least squares; mean squared errors of training and validation.

    Args:
        X: Training inputs in [-1, 1], shape (N,).
        y: Training targets, shape (N,).
        Xv: Validation inputs, shape (M,).
        yv: Validation targets, shape (M,).
        degrees: Degrees, each at most N - 1; degree d has the d + 1 coefficients of x^0 ... x^d.

    Returns:
        One pair (mean squared error on (X, y), mean squared error on (Xv, yv)) of floats per degree.
    """
    raise NotImplementedError("polynomial_sweep")
