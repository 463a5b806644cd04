# ruff: noqa: A004, B007, I001, PERF401, UP029 - written as course solutions are
from builtins import range
import numpy as np


def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])

    mask = None
    out = None

    if mode == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        out = x * mask
    elif mode == "test":
        out = x

    cache = (dropout_param, mask)
    out = out.astype(x.dtype, copy=False)

    return out, cache


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    mode = dropout_param["mode"]

    dx = None
    if mode == "train":
        dx = dout * mask
    elif mode == "test":
        dx = dout
    return dx.astype(dout.dtype)


def vanilla_dropout_forward(x, p_keep, mode, rng):
    if p_keep <= 0 or p_keep > 1:
        raise ValueError("p_keep")
    if mode == "train":
        mask = rng.binomial(1, p_keep, size=x.shape)
        return (x * mask).astype(x.dtype)
    elif mode == "test":
        return (p_keep * x).astype(x.dtype)
    raise ValueError("mode")


def mc_average(f, x, n, rng):
    if n < 1:
        raise ValueError("n")
    outs = []
    for i in range(n):
        outs.append(f(x, rng))
    return np.mean(outs, axis=0)
