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
        # <solution>
        if patience < 1 or mode not in ("min", "max"):
            raise ValueError("patience must be positive and mode must be 'min' or 'max'")
        self.patience, self.min_delta, self.mode, self.restore_best = patience, min_delta, mode, restore_best
        self.best = np.inf if mode == "min" else -np.inf
        self.best_epoch = -1
        self.best_params: dict[str, Array] | None = None
        self.epoch = -1
        self.waited = 0
        # </solution>

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
        # <solution>
        self.epoch += 1
        if self._improves(value):
            self.best, self.best_epoch = value, self.epoch
            self.best_params = copy.deepcopy(params)
            self.waited = 0
            return False
        self.waited += 1
        stop = self.waited >= self.patience
        if stop and self.restore_best and self.best_params is not None:
            params.update(copy.deepcopy(self.best_params))
        return stop
        # </solution>

    # <solution>
    def _improves(self, value: float) -> bool:
        if self.mode == "min":
            return bool(value < self.best - self.min_delta)
        return bool(value > self.best + self.min_delta)

    # </solution>


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
    # <solution>
    stopper = EarlyStopping(patience, min_delta)
    run = 0
    for value in val_losses:
        run += 1
        if stopper.step(value, {}):
            break
    return stopper.best_epoch, run
    # </solution>


def generalization_gap(train: Sequence[float], val: Sequence[float]) -> Array:
    """Validation loss minus training loss of every epoch, shape (epochs,).

    Raises:
        ValueError: if the two differ in length.
    """
    # <solution>
    if len(train) != len(val):
        raise ValueError("the curves differ in length")
    return np.asarray(val, float) - np.asarray(train, float)
    # </solution>


def diagnose_fit(train_losses: Sequence[float], val_losses: Sequence[float], target: float) -> str:
    """What the LAST epoch says about the model, given the loss that would be good enough.

    Returns:
        ``underfit`` if even the training loss is above target (or NaN); ``overfit`` if the training loss is not, but
        the validation loss is (or is NaN); else ``ok``.
    """
    # <solution>
    if not train_losses[-1] <= target:
        return "underfit"
    return "ok" if val_losses[-1] <= target else "overfit"
    # </solution>


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
    # <solution>
    errors = []
    for degree in degrees:
        w = np.linalg.lstsq(np.vander(X, degree + 1), y, rcond=None)[0]
        fits = [np.vander(x, degree + 1) @ w for x in (X, Xv)]
        errors.append((float(np.mean((fits[0] - y) ** 2)), float(np.mean((fits[1] - yv) ** 2))))
    return errors
    # </solution>
