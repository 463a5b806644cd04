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
        # <solution>
        self.num_features, self.eps, self.momentum = num_features, eps, momentum
        self.register_parameter("weight", nn.Parameter(torch.ones(num_features)) if affine else None)
        self.register_parameter("bias", nn.Parameter(torch.zeros(num_features)) if affine else None)
        tracked = track_running_stats
        self.register_buffer("running_mean", torch.zeros(num_features) if tracked else None)
        self.register_buffer("running_var", torch.ones(num_features) if tracked else None)
        self.register_buffer("num_batches_tracked", torch.tensor(0) if tracked else None)
        # </solution>

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The normalised input, of the shape of x.

        Args:
            x: Shape (N, C), (N, C, L) or (N, C, H, W).

        Raises:
            ValueError: if x has another number of dimensions, or if batch statistics are needed and each
                channel holds a single value.
        """
        # <solution>
        if x.dim() not in (2, 3, 4):
            raise ValueError(f"expected 2, 3 or 4 dimensions, got {x.dim()}")
        if self.training or self.running_mean is None:
            mean, var = self._batch_statistics(x)
        else:
            mean, var = self.running_mean, self.running_var
        y = (x - self._spread(mean, x)) * self._spread(torch.rsqrt(var + self.eps), x)
        if self.weight is not None:
            y = y * self._spread(self.weight, x) + self._spread(self.bias, x)
        return y.to(x.dtype)
        # </solution>

    # <solution>
    def _batch_statistics(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Mean and biased variance per channel, part of the graph; tracked as a side effect in training."""
        count = x.numel() // x.shape[1]
        if count <= 1:
            raise ValueError("expected more than one value per channel")
        axes = [axis for axis in range(x.dim()) if axis != 1]
        mean, var = x.mean(axes), x.var(axes, correction=0)
        if self.training and self.running_mean is not None:
            self._track(mean.detach(), var.detach() * count / (count - 1))
        return mean, var

    def _track(self, mean: torch.Tensor, unbiased: torch.Tensor) -> None:
        """Fold the statistics of one batch into the buffers."""
        self.num_batches_tracked += 1
        share = 1 / self.num_batches_tracked.item() if self.momentum is None else self.momentum
        self.running_mean.lerp_(mean.to(self.running_mean.dtype), share)
        self.running_var.lerp_(unbiased.to(self.running_var.dtype), share)

    @staticmethod
    def _spread(v: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
        """Values per channel, shaped so that they broadcast over x."""
        return v.reshape(1, -1, *[1] * (x.dim() - 2))

    # </solution>
