"""Weights as bare parameters; metrics from per-batch sums that are collected first; gradients by torch.autograd.grad."""

import math

import torch
import torch.nn.functional as F


class MLP(torch.nn.Module):
    def __init__(self, in_dim, hidden, num_classes):
        super().__init__()
        self.w2 = torch.nn.Parameter(torch.randn(num_classes, hidden) / math.sqrt(hidden))
        self.w1 = torch.nn.Parameter(torch.randn(hidden, in_dim) * math.sqrt(2 / in_dim))
        self.b1 = torch.nn.Parameter(torch.zeros(hidden))
        self.b2 = torch.nn.Parameter(torch.zeros(num_classes))

    def forward(self, x):
        hidden = F.linear(x.reshape(x.shape[0], -1), self.w1, self.b1).clamp(min=0)
        return F.linear(hidden, self.w2, self.b2)


def _weighted(batches):
    n = sum(size for size, _, _ in batches)
    return {
        "loss": math.fsum(size * loss for size, loss, _ in batches) / n,
        "acc": sum(hits for _, _, hits in batches) / n,
    }


def _hits(logits, y):
    return sum(int(a == b) for a, b in zip(logits.max(dim=-1).indices.tolist(), y.tolist(), strict=True))


def train_one_epoch(model, loader, optimizer, loss_fn, device):
    for module in model.modules():
        module.training = True
    batches = []
    for x, y in loader:
        x, y = x.to(device=device), y.to(device=device)
        logits = model(x)
        loss = loss_fn(logits, y)
        parameters = [p for p in model.parameters() if p.requires_grad]
        for p, g in zip(parameters, torch.autograd.grad(loss, parameters), strict=True):
            p.grad = g
        optimizer.step()
        batches.append((y.numel(), float(loss.detach()), _hits(logits, y)))
    return _weighted(batches)


def evaluate(model, loader, loss_fn, device):
    modes = [(module, module.training) for module in model.modules()]
    model.train(False)
    with torch.inference_mode():
        batches = []
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            batches.append((y.numel(), float(loss_fn(logits, y)), _hits(logits, y)))
    for module, mode in modes:
        module.training = mode
    return _weighted(batches)


def fit(model, train_loader, val_loader, optimizer, loss_fn, epochs, device):
    history = []
    while len(history) < epochs:
        train = train_one_epoch(model, train_loader, optimizer, loss_fn, device)
        val = evaluate(model, val_loader, loss_fn, device)
        record = {f"train_{k}": v for k, v in train.items()} | {f"val_{k}": v for k, v in val.items()}
        history.append(record | {"epoch": len(history) + 1})
    return history
