"""Output layers, metrics, and a second loss that is watched but not trained.

``logits`` are the raw outputs of the last linear layer, before any activation. Labels of a binary task are 0 and 1.
The first five functions and ``train_bce_report_mse`` are numpy, the other two PyTorch.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

Array = np.ndarray[Any, Any]


def sigmoid(z: Array) -> Array:
    """1 / (1 + exp(-z)), any shape, without overflow. Given: you need not change it."""
    return 0.5 * (1 + np.tanh(0.5 * z))


def output_spec(task: str, k: int) -> dict[str, Any]:
    """The head that belongs to a task (Goodfellow, Deep Learning, section 6.2.2).

    Args:
        task: "regression", "binary", "multiclass" or "multilabel".
        k: Number of targets, classes or labels. A binary task does not look at it.

    Returns:
        ``{"units": int, "activation": str, "loss": str}``; activation is "linear", "sigmoid" or "softmax",
        loss is "mse", "bce" or "cross_entropy". The activation is the one that turns logits into the prediction.

    Raises:
        ValueError: for any other task.
    """
    raise NotImplementedError("output_spec")


def predict(logits: Array, task: str) -> Array:
    """What the network decides.

    Args:
        logits: (N,) or (N, 1) for "binary", (N, k) for "multiclass" and "multilabel", any shape for "regression".
        task: As in ``output_spec``.

    Returns:
        "binary": int64 (N,), 1 where the probability of class 1 is above one half, else 0.
        "multiclass": int64 (N,), the most probable class.
        "multilabel": int64 (N, k), every label decided like a binary task.
        "regression": the logits themselves.

    Raises:
        ValueError: for any other task.
    """
    raise NotImplementedError("predict")


def accuracy(pred: Array, y: Array) -> float:
    """Share of entries of ``pred`` that equal those of ``y``.

    Args:
        pred: Decisions, (N,), (N, 1) or (N, k).
        y: As many labels; (N,) and (N, 1) may meet.

    Returns:
        A float between 0 and 1.

    Raises:
        ValueError: if the numbers of entries differ.
    """
    raise NotImplementedError("accuracy")


def confusion_matrix(pred: Array, y: Array, k: int) -> Array:
    """How often class i was taken for class j.

    Args:
        pred: Decisions, ints 0 .. k-1, (N,) or (N, 1).
        y: True classes, likewise.
        k: Number of classes, also of those that do not occur.

    Returns:
        int64 (k, k); row = true class, column = decision.
    """
    raise NotImplementedError("confusion_matrix")


def mse_metric(p: Array, y: Array) -> float:
    """Mean squared error of predictions; of probabilities it is the Brier score (Brier 1950).

    Args:
        p: Predictions, (N,) or (N, 1).
        y: As many targets; (N,) and (N, 1) may meet.

    Returns:
        A float.

    Raises:
        ValueError: if the numbers of entries differ.
    """
    raise NotImplementedError("mse_metric")


def multiclass_loss(logits: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Mean cross-entropy of a multiclass head, as ``torch.nn.CrossEntropyLoss`` computes it.

    Args:
        logits: Raw outputs (N, k).
        y: Classes (N,), int64.

    Returns:
        A scalar tensor that can be differentiated.
    """
    raise NotImplementedError("multiclass_loss")


def train_bce_report_mse(X: Array, y: Array, lr: float, steps: int) -> dict[str, Any]:
    """Logistic regression by full-batch gradient descent on BCE, watching MSE.

    Args:
        X: Inputs (N, D).
        y: Labels 0 or 1, (N,) or (N, 1).
        lr: Learning rate.
        steps: Number of updates.

    Returns:
        ``{"w": (D,), "b": float, "bce": [...], "mse": [...]}``. w and b start at 0. Both lists have one float per step,
        measured in the forward pass of that step, before its update. bce is the mean over samples; mse is that of the
        probabilities.
    """
    raise NotImplementedError("train_bce_report_mse")


def bce_step_with_mse(
    model: torch.nn.Module, x: torch.Tensor, y: torch.Tensor, opt: torch.optim.Optimizer
) -> tuple[float, float]:
    """One training step on BCE that also says how large the MSE was.

    Args:
        model: Gives logits (N, 1) for ``x``. It is called once.
        x: Inputs.
        y: Labels 0. or 1., (N,) or (N, 1).
        opt: Optimizer of the model's parameters. Gradients of earlier steps may still be there.

    Returns:
        ``(bce, mse)``: two Python floats, both of this forward pass; mse is that of the probabilities.
    """
    raise NotImplementedError("bce_step_with_mse")
