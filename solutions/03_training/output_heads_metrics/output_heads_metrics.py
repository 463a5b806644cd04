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
    # <solution>
    heads = {
        "regression": (k, "linear", "mse"),
        "binary": (1, "sigmoid", "bce"),
        "multiclass": (k, "softmax", "cross_entropy"),
        "multilabel": (k, "sigmoid", "bce"),
    }
    if task not in heads:
        raise ValueError(f"unknown task: {task}")
    units, activation, loss = heads[task]
    return {"units": units, "activation": activation, "loss": loss}
    # </solution>


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
    # <solution>
    if task == "regression":
        return logits
    if task == "binary":
        return (logits.ravel() > 0).astype(np.int64)
    if task == "multiclass":
        return logits.argmax(axis=1)
    if task == "multilabel":
        return (logits > 0).astype(np.int64)
    raise ValueError(f"unknown task: {task}")
    # </solution>


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
    # <solution>
    if pred.size != y.size:
        raise ValueError(f"{pred.size} decisions for {y.size} labels")
    return float(np.mean(pred.ravel() == y.ravel()))
    # </solution>


def confusion_matrix(pred: Array, y: Array, k: int) -> Array:
    """How often class i was taken for class j.

    Args:
        pred: Decisions, ints 0 .. k-1, (N,) or (N, 1).
        y: True classes, likewise.
        k: Number of classes, also of those that do not occur.

    Returns:
        int64 (k, k); row = true class, column = decision.
    """
    # <solution>
    matrix = np.zeros((k, k), np.int64)
    np.add.at(matrix, (y.ravel(), pred.ravel()), 1)
    return matrix
    # </solution>


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
    # <solution>
    if p.size != y.size:
        raise ValueError(f"{p.size} predictions for {y.size} targets")
    return float(np.mean((p.ravel() - y.ravel()) ** 2))
    # </solution>


def multiclass_loss(logits: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Mean cross-entropy of a multiclass head, as ``torch.nn.CrossEntropyLoss`` computes it.

    Args:
        logits: Raw outputs (N, k).
        y: Classes (N,), int64.

    Returns:
        A scalar tensor that can be differentiated.
    """
    # <solution>
    return torch.nn.functional.cross_entropy(logits, y)
    # </solution>


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
    # <solution>
    target = y.ravel()
    w, b = np.zeros(X.shape[1]), 0.0
    bce, mse = [], []
    for _ in range(steps):
        z = X @ w + b
        p = sigmoid(z)
        bce.append(float(np.mean(np.maximum(z, 0) - z * target + np.log1p(np.exp(-np.abs(z))))))
        mse.append(mse_metric(p, target))
        w = w - lr * X.T @ (p - target) / len(target)
        b = b - lr * float(np.mean(p - target))
    return {"w": w, "b": b, "bce": bce, "mse": mse}
    # </solution>


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
    # <solution>
    logits, target = model(x).reshape(-1), y.reshape(-1)
    bce = torch.nn.functional.binary_cross_entropy_with_logits(logits, target)
    opt.zero_grad()
    bce.backward()
    opt.step()
    mse = torch.mean((torch.sigmoid(logits.detach()) - target) ** 2)
    return bce.item(), mse.item()
    # </solution>
