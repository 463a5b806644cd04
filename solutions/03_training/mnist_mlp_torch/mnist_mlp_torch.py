"""A classifier in PyTorch and the loop around it: train, evaluate, and a record of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import nn

Loader = Iterable[tuple[torch.Tensor, torch.Tensor]]
LossFn = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]


class MLP(nn.Module):
    """x -> Linear(in_dim, hidden) -> ReLU -> Linear(hidden, num_classes); the answer is LOGITS."""

    def __init__(self, in_dim: int, hidden: int, num_classes: int) -> None:
        """Two linear layers with biases, initialised as PyTorch does."""
        super().__init__()
        # <solution>
        self.hidden = nn.Linear(in_dim, hidden)
        self.out = nn.Linear(hidden, num_classes)
        # </solution>

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Logits (N, num_classes) of a batch of shape (N, in_dim), or (N, ...) with in_dim numbers per sample."""
        # <solution>
        return self.out(torch.relu(self.hidden(x.flatten(1))))
        # </solution>


def train_one_epoch(
    model: nn.Module, loader: Loader, optimizer: torch.optim.Optimizer, loss_fn: LossFn, device: Any
) -> dict[str, float]:
    """One update per batch, in training mode.

    Args:
        model: The network, already on ``device``. It is in training mode afterwards.
        loader: Batches (x, y): samples (B, ...) and labels (B,); the last one may be smaller.
        optimizer: Of the model's parameters. Gradients that are left over from before must not count.
        loss_fn: (logits, y) -> mean loss of the batch, a tensor without axes.
        device: Where the model is; every batch is moved there.

    Returns:
        ``loss``: mean over all SAMPLES of the loss that they had when their batch was used;
        ``acc``: share of samples whose largest logit was that of their class. Both Python floats.
    """
    # <solution>
    model.train()
    total, correct, count = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        logits = model(x)
        loss = loss_fn(logits, y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
        correct += int((logits.argmax(dim=1) == y).sum().item())
        count += len(y)
    return {"loss": total / count, "acc": correct / count}
    # </solution>


def evaluate(model: nn.Module, loader: Loader, loss_fn: LossFn, device: Any) -> dict[str, float]:
    """Loss and accuracy in evaluation mode and without a graph; nothing about the model changes.

    Args:
        model: The network, already on ``device``. Afterwards it is in the mode in which it came.
        loader: Batches (x, y), as in ``train_one_epoch``.
        loss_fn: As in ``train_one_epoch``.
        device: Where the model is; every batch is moved there.

    Returns:
        ``loss`` and ``acc``: means over all SAMPLES, Python floats.
    """
    # <solution>
    before = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            total += loss_fn(logits, y).item() * len(y)
            correct += int((logits.argmax(dim=1) == y).sum().item())
            count += len(y)
    model.train(before)
    return {"loss": total / count, "acc": correct / count}
    # </solution>


def fit(
    model: nn.Module,
    train_loader: Loader,
    val_loader: Loader,
    optimizer: torch.optim.Optimizer,
    loss_fn: LossFn,
    epochs: int,
    device: Any,
) -> list[dict[str, float]]:
    """Train for ``epochs`` epochs and evaluate after each of them.

    Returns:
        One dict per epoch: ``epoch`` (1, 2, ...), ``train_loss``, ``train_acc``, ``val_loss``, ``val_acc``.
    """
    # <solution>
    history = []
    for epoch in range(1, epochs + 1):
        train = train_one_epoch(model, train_loader, optimizer, loss_fn, device)
        val = evaluate(model, val_loader, loss_fn, device)
        record = {
            "train_loss": train["loss"],
            "train_acc": train["acc"],
            "val_loss": val["loss"],
            "val_acc": val["acc"],
        }
        history.append({"epoch": epoch, **record})
    return history
    # </solution>
