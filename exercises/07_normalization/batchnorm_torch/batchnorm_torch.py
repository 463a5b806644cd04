"""Batch normalisation as a module, with the behaviour of torch.nn.BatchNorm1d and torch.nn.BatchNorm2d."""

from __future__ import annotations

import torch
from torch import nn


class MyBatchNorm(nn.Module):
    """Normalises every channel of (N, C), (N, C, L) or (N, C, H, W) input.

    Training (or ``track_running_stats=False``): with mean and *biased* variance of the batch, taken over all
    axes but C, n values per channel:

        y = weight * (x - mean) / sqrt(var + eps) + bias

    and, in training with tracking, for mean and for the *unbiased* variance var * n / (n - 1):

        running <- (1 - momentum) * running + momentum * batch value,    num_batches_tracked <- num_batches_tracked + 1

    ``momentum=None``: the running values are the plain averages over all batches so far.
    Evaluation with tracking: the same formula for y with running_mean and running_var; nothing is updated.

    Args:
        num_features: Number of channels C.
        eps: Added to the variance, inside the root.
        momentum: Weight of the NEW value, or None.
        affine: Whether there are learnable ``weight`` (ones) and ``bias`` (zeros), shape (C,); otherwise both are None.
        track_running_stats: Whether there are buffers ``running_mean`` (zeros) and ``running_var`` (ones) of shape (C,)
            and ``num_batches_tracked`` (int64 scalar, 0); otherwise all three are None.

    Source: torch.nn.BatchNorm2d (documentation); Ioffe & Szegedy 2015, algorithms 1 and 2.
    """

    def __init__(
        self,
        num_features: int,
        eps: float = 1e-5,
        momentum: float | None = 0.1,
        affine: bool = True,
        track_running_stats: bool = True,
    ) -> None:
        """Create parameters and buffers under the names that torch uses."""
        super().__init__()
        raise NotImplementedError("MyBatchNorm.__init__")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The normalised input, of the shape of x.

        Args:
            x: Shape (N, C), (N, C, L) or (N, C, H, W).

        Raises:
            ValueError: if x has another number of dimensions, or if batch statistics are needed and each
                channel holds a single value.
        """
        raise NotImplementedError("MyBatchNorm.forward")
