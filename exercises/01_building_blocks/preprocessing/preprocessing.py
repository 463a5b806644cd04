"""One-hot labels and three feature scalers, with the interface of scikit-learn.

A scaler learns its statistics in ``fit``, one per column, and only there; ``transform`` applies them to any rows.
Tables are X of shape (N, D): N samples, D features. Arguments are never modified.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def one_hot(y: Array, num_classes: int | None = None) -> Array:
    """Rows of zeros with a single 1, in the column of the label.

    Args:
        y: Labels, shape (N,), integers in 0 ... K - 1.
        num_classes: K; by default the largest label plus 1.

    Returns:
        Shape (N, K), float64.

    Raises:
        ValueError: A label is negative, or not below num_classes.
    """
    raise NotImplementedError("one_hot")


class MinMaxScaler:
    """Column by column, maps the smallest value seen in ``fit`` to ``low`` and the largest to ``high``.

    ``z = low + (x - min) / (max - min) * (high - low)``. A constant column becomes ``low``. Unseen values may leave the
    range; nothing is clipped.

    Args:
        feature_range: ``(low, high)``.

    Source: scikit-learn user guide, section "Preprocessing data".
    """

    def __init__(self, feature_range: tuple[float, float] = (0, 1)) -> None:
        self.feature_range = feature_range

    def fit(self, X: Array) -> MinMaxScaler:
        """Learn minimum and maximum of each column of X (N, D). Returns self."""
        raise NotImplementedError("MinMaxScaler.fit")

    def transform(self, X: Array) -> Array:
        """X (M, D) scaled with what ``fit`` learned. Raises ``RuntimeError`` before ``fit``."""
        raise NotImplementedError("MinMaxScaler.transform")

    def fit_transform(self, X: Array) -> Array:
        """``fit(X)``, then ``transform(X)``."""
        raise NotImplementedError("MinMaxScaler.fit_transform")

    def inverse_transform(self, Z: Array) -> Array:
        """The X of which Z is the transform. Raises ``RuntimeError`` before ``fit``."""
        raise NotImplementedError("MinMaxScaler.inverse_transform")


class StandardScaler:
    """Column by column, ``z = (x - mean) / std`` with the population standard deviation (divided by N).

    A constant column becomes 0.

    Source: LeCun, Bottou, Orr, Müller, Efficient BackProp, 1998, section 4.3.
    """

    def fit(self, X: Array) -> StandardScaler:
        """Learn mean and standard deviation of each column of X (N, D). Returns self."""
        raise NotImplementedError("StandardScaler.fit")

    def transform(self, X: Array) -> Array:
        """X (M, D) scaled with what ``fit`` learned. Raises ``RuntimeError`` before ``fit``."""
        raise NotImplementedError("StandardScaler.transform")

    def fit_transform(self, X: Array) -> Array:
        """``fit(X)``, then ``transform(X)``."""
        raise NotImplementedError("StandardScaler.fit_transform")

    def inverse_transform(self, Z: Array) -> Array:
        """The X of which Z is the transform. Raises ``RuntimeError`` before ``fit``."""
        raise NotImplementedError("StandardScaler.inverse_transform")


class RobustScaler:
    """Column by column, ``z = (x - median) / (q75 - q25)``.

    Quartiles interpolate linearly between the two nearest values, as ``np.quantile`` does. A column whose quartiles
    are equal is only shifted, so a constant one becomes 0.

    Source: scikit-learn user guide, "Scaling data with outliers".
    """

    def fit(self, X: Array) -> RobustScaler:
        """Learn median and interquartile range of each column of X (N, D). Returns self."""
        raise NotImplementedError("RobustScaler.fit")

    def transform(self, X: Array) -> Array:
        """X (M, D) scaled with what ``fit`` learned. Raises ``RuntimeError`` before ``fit``."""
        raise NotImplementedError("RobustScaler.transform")

    def fit_transform(self, X: Array) -> Array:
        """``fit(X)``, then ``transform(X)``."""
        raise NotImplementedError("RobustScaler.fit_transform")

    def inverse_transform(self, Z: Array) -> Array:
        """The X of which Z is the transform. Raises ``RuntimeError`` before ``fit``."""
        raise NotImplementedError("RobustScaler.inverse_transform")


def log1p_transform(x: Array) -> Array:
    """``log(1 + x)``, which draws in long right tails; precise also for tiny x.

    Args:
        x: Any shape, every value above -1.

    Returns:
        Array of the shape of x.

    Raises:
        ValueError: A value is -1 or less.
    """
    raise NotImplementedError("log1p_transform")
