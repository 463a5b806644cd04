"""Right: loops over samples, probabilities instead of thresholds on logits, torch losses as modules."""
import math

import numpy as np
import torch
from torch import nn


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def output_spec(task, k):
    if task == "binary":
        return dict(units=1, activation="sigmoid", loss="bce")
    elif task == "multilabel":
        return dict(units=k, activation="sigmoid", loss="bce")
    elif task == "multiclass":
        return dict(units=k, activation="softmax", loss="cross_entropy")
    elif task == "regression":
        return dict(units=k, activation="linear", loss="mse")
    raise ValueError(task)


def one(z):
    return 1 / (1 + math.exp(-z)) if z > -500 else 0.0


def predict(logits, task):
    if task == "binary":
        return np.array([int(one(z) > 0.5) for z in logits.flatten()])
    if task == "multilabel":
        return np.array([[int(one(z) > 0.5) for z in row] for row in logits])
    if task == "multiclass":
        return np.array([max(range(len(row)), key=lambda j: row[j]) for row in logits])
    if task == "regression":
        return logits.copy()
    raise ValueError("unknown task " + str(task))


def accuracy(pred, y):
    a, b = pred.flatten().tolist(), y.flatten().tolist()
    if len(a) != len(b):
        raise ValueError("different sizes")
    return sum(p == t for p, t in zip(a, b)) / len(b)


def confusion_matrix(pred, y, k):
    m = np.zeros((k, k), dtype=int)
    for p, t in zip(pred.flatten(), y.flatten()):
        m[t, p] += 1
    return m


def mse_metric(p, y):
    if np.size(p) != np.size(y):
        raise ValueError("different sizes")
    return sum((float(a) - float(b)) ** 2 for a, b in zip(p.flatten(), y.flatten())) / np.size(p)


def multiclass_loss(logits, y):
    return nn.CrossEntropyLoss()(logits, y)


def train_bce_report_mse(X, y, lr, steps):
    n, d = X.shape
    t = [float(v) for v in y.flatten()]
    w, b = [0.0] * d, 0.0
    bce, mse = [], []
    for _ in range(steps):
        z = [sum(w[j] * X[i, j] for j in range(d)) + b for i in range(n)]
        p = [one(v) for v in z]
        bce.append(float(sum(max(v, 0) - v * u + math.log1p(math.exp(-abs(v))) for v, u in zip(z, t)) / n))
        mse.append(sum((q - u) ** 2 for q, u in zip(p, t)) / n)
        w = [w[j] - lr * sum((p[i] - t[i]) * X[i, j] for i in range(n)) / n for j in range(d)]
        b = b - lr * sum(q - u for q, u in zip(p, t)) / n
    return {"w": np.array(w), "b": b, "bce": bce, "mse": mse}


def bce_step_with_mse(model, x, y, opt):
    opt.zero_grad()
    out = model(x)
    y = y.view_as(out)
    loss = nn.BCEWithLogitsLoss()(out, y)
    loss.backward()
    opt.step()
    with torch.no_grad():
        mse = nn.functional.mse_loss(torch.sigmoid(out), y)
    return float(loss), float(mse)
