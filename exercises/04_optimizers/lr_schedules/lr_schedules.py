"""Learning rates that change with the step, with the validation loss, and from layer to layer.

``t`` counts optimizer steps from 0. Every function but the performance schedule is pure: equal arguments, equal rate.
"""

from __future__ import annotations

import math
from collections.abc import Sequence


def power_lr(lr0: float, t: float, s: float, c: float = 1.0) -> float:
    """Power schedule: ``lr0 / (1 + t / s) ** c``. After s steps lr0 / 2 (for c = 1), after 2 s steps lr0 / 3.

    Args:
        lr0: Rate at step 0.
        t: Step, 0 or more; need not be a multiple of s.
        s: Number of steps, positive.
        c: Exponent.

    Returns:
        The rate at step t. Source: Géron, Hands-On Machine Learning, chapter 11.
    """
    raise NotImplementedError("power_lr")


def exponential_lr(lr0: float, t: float, s: float) -> float:
    """Exponential schedule: ``lr0 * 0.1 ** (t / s)``, a tenth after every s steps, and smoothly in between.

    Args:
        lr0: Rate at step 0.
        t: Step, 0 or more; need not be a multiple of s.
        s: Number of steps, positive.

    Returns:
        The rate at step t. Source: Géron, Hands-On Machine Learning, chapter 11.
    """
    raise NotImplementedError("exponential_lr")


def piecewise_lr(t: int, boundaries: Sequence[int], values: Sequence[float]) -> float:
    """Piecewise constant schedule: ``values[i]`` for ``boundaries[i-1] <= t < boundaries[i]``.

    Args:
        t: Step, 0 or more.
        boundaries: Steps at which the next value begins, increasing; may be empty.
        values: One more than there are boundaries.

    Returns:
        The rate at step t.

    Raises:
        ValueError: if ``len(values) != len(boundaries) + 1``.
    """
    raise NotImplementedError("piecewise_lr")


class PerformanceScheduler:
    """Reduces the rate when the validation loss has stopped improving (as ``ReduceLROnPlateau`` of PyTorch does).

    A loss is an improvement if it is lower than the best loss so far by more than ``min_delta``; it is then the new
    best. Every other loss, NaN included, is bad. As soon as more than ``patience`` losses in a row are bad, the rate is
    multiplied by ``factor``, but not below ``min_lr``, and counting starts again from 0. The best loss is kept.
    """

    def __init__(
        self, lr0: float, factor: float = 0.1, patience: int = 10, min_delta: float = 0.0, min_lr: float = 0.0
    ) -> None:
        """Start with rate ``lr0`` and no best loss yet: the first loss that is a number is an improvement."""
        raise NotImplementedError("PerformanceScheduler.__init__")

    def step(self, val_loss: float) -> float:
        """Take notice of one validation loss and return the rate to go on with."""
        raise NotImplementedError("PerformanceScheduler.step")


def one_cycle_lr(
    t: int,
    total_steps: int,
    max_lr: float,
    pct_start: float = 0.3,
    div_factor: float = 25.0,
    final_div_factor: float = 1e4,
) -> float:
    """One-cycle schedule with cosine phases (Smith 2018, arXiv:1803.09820; as ``OneCycleLR`` of PyTorch).

    The rate rises from ``max_lr / div_factor`` at step 0 to ``max_lr`` at step ``pct_start * total_steps - 1`` and
    falls to ``max_lr / (div_factor * final_div_factor)`` at step ``total_steps - 1``, each time along half a cosine.

    Args:
        t: Step, 0 <= t < total_steps.
        total_steps: Number of steps of the whole cycle.
        max_lr: Rate at the peak.
        pct_start: Share of the steps that belongs to the rise; ``1 < pct_start * total_steps < total_steps``. The
            peak may lie between two steps.
        div_factor: Peak over first rate.
        final_div_factor: First over last rate.

    Returns:
        The rate at step t.

    Raises:
        ValueError: if t lies outside of the cycle.
    """
    raise NotImplementedError("one_cycle_lr")


def layerwise_lrs(base: float, n_layers: int, ratio: float, larger: str = "input") -> list[float]:
    """One rate per layer, from the layer at the input to the one at the output.

    The layer at the output has the rate ``base``. From one layer to the next towards the input the rate is multiplied
    by ``ratio`` (``larger="input"``; LeCun et al. 1998, section 4.7) or divided by it (``larger="output"``; for
    fine-tuning, Howard & Ruder 2018, section 3.2).

    Args:
        base: Rate of the layer at the output.
        n_layers: Number of layers, at least 1.
        ratio: Factor between neighbours, at least 1.
        larger: ``"input"`` or ``"output"``: the side with the larger rates.

    Returns:
        List of n_layers rates.

    Raises:
        ValueError: for another ``larger``.
    """
    raise NotImplementedError("layerwise_lrs")


def batch_size_schedule(t: int, b0: int, boundaries: Sequence[int], factor: int) -> int:
    """Batch size at step t: multiplied by ``factor`` at every boundary (Smith et al. 2018, arXiv:1711.00489).

    Instead of dividing the learning rate by ``factor`` at those steps.

    Args:
        t: Step, 0 or more.
        b0: Batch size at step 0.
        boundaries: Steps at which the next, larger size begins, increasing; may be empty.
        factor: Integer of at least 1.

    Returns:
        The batch size, an int.
    """
    raise NotImplementedError("batch_size_schedule")
