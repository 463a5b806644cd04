"""One feature after the other, dictionaries as caches, running statistics updated in place."""

import math

import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    if bn_param["mode"] not in ("train", "test"):
        raise ValueError("mode")
    eps = bn_param.get("eps", 1e-5)
    keep = bn_param.get("momentum", 0.9)
    n, d = x.shape
    for key in ("running_mean", "running_var"):
        if key not in bn_param:
            bn_param[key] = np.zeros(d, x.dtype)
    out = np.empty_like(x)
    cache = {"gamma": gamma, "scaled": np.empty_like(x), "scale": np.empty(d, x.dtype)}
    for j in range(d):
        column = x[:, j]
        if bn_param["mode"] == "train":
            mean = column.sum() / n
            var = ((column - mean) ** 2).sum() / n
            bn_param["running_mean"][j] = keep * bn_param["running_mean"][j] + (1 - keep) * mean
            bn_param["running_var"][j] = keep * bn_param["running_var"][j] + (1 - keep) * var
        else:
            mean, var = bn_param["running_mean"][j], bn_param["running_var"][j]
        cache["scale"][j] = math.sqrt(var + eps)
        cache["scaled"][:, j] = (column - mean) / cache["scale"][j]
        out[:, j] = gamma[j] * cache["scaled"][:, j] + beta[j]
    return out, cache


def batchnorm_backward(dout, cache):
    """By the Jacobian of one normalised column: (I - 11'/N - x_hat x_hat'/N) / scale."""
    n, d = dout.shape
    dx = np.empty_like(dout)
    dgamma, dbeta = np.zeros(d, dout.dtype), np.zeros(d, dout.dtype)
    ones = np.ones((n, n)) / n
    for j in range(d):
        h = cache["scaled"][:, j]
        jacobian = (np.eye(n) - ones - np.outer(h, h) / n) / cache["scale"][j]
        dx[:, j] = jacobian.T @ (dout[:, j] * cache["gamma"][j])
        dgamma[j] = dout[:, j] @ h
        dbeta[j] = dout[:, j].sum()
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    h, g = cache["scaled"], dout * cache["gamma"]
    dx = (g - g.mean(0) - h * np.mean(g * h, 0)) / cache["scale"]
    return dx, np.einsum("nd,nd->d", dout, h), np.einsum("nd->d", dout)
