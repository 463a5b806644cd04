"""Using a model with batch normalisation after training: modes, saved state, recalibration, folding."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import nn


def train_step(
    model: nn.Module,
    x: torch.Tensor,
    y: torch.Tensor,
    loss_fn: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    opt: torch.optim.Optimizer,
) -> float:
    """One step of training, whatever mode the model came in; it stays in training mode.

    Args:
        model: Any module; its BatchNorm layers update their running statistics.
        x, y: One batch, as ``loss_fn(model(x), y)`` takes it.
        opt: Optimizer of the model's parameters. Gradients left over from before do not count.

    Returns:
        The loss before the step, as a Python float.
    """
    raise NotImplementedError("train_step")


def predict(model: nn.Module, x: torch.Tensor) -> torch.Tensor:
    """Outputs of the model in evaluation mode, without a graph; nothing about the model changes.

    Every submodule is in the mode afterwards that it was in before. Row i depends on x[i] only:

        y = gamma * (x - running_mean) / sqrt(running_var + eps) + beta    in each BatchNorm layer

    Source: Ioffe & Szegedy 2015, algorithm 2; torch.nn.BatchNorm2d (documentation).
    """
    raise NotImplementedError("predict")


def export_state(model: nn.Module) -> dict[str, torch.Tensor]:
    """Everything that inference needs: parameters AND buffers, under the names of ``state_dict``.

    The tensors are copies without a graph: later training does not change them.
    """
    raise NotImplementedError("export_state")


def load_for_inference(model: nn.Module, state: dict[str, torch.Tensor]) -> nn.Module:
    """``model`` with the values of ``state``, in evaluation mode.

    Raises:
        RuntimeError (or ValueError, KeyError): if a parameter or a buffer of the model is missing in ``state``.
    """
    raise NotImplementedError("load_for_inference")


def recalibrate_bn(model: nn.Module, loader: Iterable[torch.Tensor]) -> nn.Module:
    """Compute the running statistics of every BatchNorm layer anew, from the batches of ``loader``. No weight changes.

    Old statistics are forgotten. Afterwards, over the B batches, with the *unbiased* variance of each:

        running_mean = 1/B * sum_b mean_b,    running_var = 1/B * sum_b var_b

    Momentum and mode of every layer are as before. Source: Izmailov et al. 2018, section 3.2 (batch normalisation).

    Args:
        model: Module with BatchNorm1d or BatchNorm2d layers, which track statistics.
        loader: Yields batches x, one pass.

    Returns:
        The same model.
    """
    raise NotImplementedError("recalibrate_bn")


def fold_conv_bn(conv: nn.Conv2d, bn: nn.BatchNorm2d) -> nn.Conv2d:
    """One convolution that does what ``conv`` followed by ``bn`` does in evaluation mode.

    Per output channel, with s = gamma / sqrt(running_var + eps):

        weight' = s * weight,    bias' = beta + s * (bias - running_mean)

    Stride, padding, dilation, groups and padding mode are those of ``conv``; ``bias`` counts as 0 where conv has none,
    gamma as 1 and beta as 0 where bn is not affine. Both arguments stay as they were.
    Source: Jacob et al. 2018, section 3.2, equation 14.

    Args:
        conv: Weight (F, C/groups, KH, KW), bias (F,) or None.
        bn: Statistics, gamma and beta of shape (F,).

    Returns:
        A new ``nn.Conv2d`` with a bias, of conv's dtype.
    """
    raise NotImplementedError("fold_conv_bn")


def explain_eval() -> dict[str, bool]:
    """Three statements about ``model.eval()`` and a model with BatchNorm layers, each True or False.

    Keys:
        "bn_is_applied": In evaluation mode a BatchNorm layer still normalises and applies gamma and beta.
        "batch_size_matters": In evaluation mode the output for a sample depends on how many others are in the batch.
        "eval_stops_autograd": After model.eval() no graph is recorded any more.
    """
    raise NotImplementedError("explain_eval")
