"""In the manner of the PyTorch tutorials: Sequential, set_to_none, len(loader.dataset) where there is one."""

import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self, in_dim, hidden, num_classes):
        super().__init__()
        self.flatten = nn.Flatten()
        self.stack = nn.Sequential(nn.Linear(in_dim, hidden), nn.ReLU(), nn.Linear(hidden, num_classes))

    def forward(self, x):
        return self.stack(self.flatten(x))


def train_one_epoch(model, loader, optimizer, loss_fn, device):
    model.to(device)
    model.train()
    running_loss = running_correct = seen = 0.0
    for _, (X, y) in enumerate(loader):
        X = X.to(device)
        y = y.to(device)
        pred = model(X)
        loss = loss_fn(pred, y)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        running_loss += loss.detach().cpu().item() * X.size(0)
        running_correct += (pred.argmax(1) == y).type(torch.float).sum().item()
        seen += X.size(0)
    size = len(loader.dataset) if hasattr(loader, "dataset") else seen
    return {"loss": running_loss / size, "acc": running_correct / size}


@torch.no_grad()
def evaluate(model, loader, loss_fn, device):
    was_training = model.training
    model.eval()
    try:
        test_loss, correct, seen = 0.0, 0.0, 0
        for X, y in loader:
            X, y = X.to(device), y.to(device)
            pred = model(X)
            test_loss += loss_fn(pred, y).item() * len(X)
            correct += (pred.argmax(1) == y).type(torch.float).sum().item()
            seen += len(X)
    finally:
        model.train(was_training)
    return {"loss": test_loss / seen, "acc": correct / seen}


def fit(model, train_loader, val_loader, optimizer, loss_fn, epochs, device):
    rows = []
    for t in range(epochs):
        row = {"epoch": t + 1}
        for prefix, metrics in (
            ("train", train_one_epoch(model, train_loader, optimizer, loss_fn, device)),
            ("val", evaluate(model, val_loader, loss_fn, device)),
        ):
            row[f"{prefix}_loss"], row[f"{prefix}_acc"] = metrics["loss"], metrics["acc"]
        rows.append(row)
    return rows
