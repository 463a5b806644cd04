"""Draws masks by another route (default_rng, choice), keeps booleans, remembers the scale apart from the mask."""

import numpy as np


class Memory:
    def __init__(self, kept, keep):
        self.kept = kept
        self.keep = keep


def _coin(shape, keep, rng):
    return ~(rng.random(shape) >= keep)


def dropout_forward(x, dropout_param):
    keep = dropout_param["p"]
    if dropout_param["mode"] != "train":
        return x, Memory(None, keep)
    rng = np.random.default_rng(dropout_param["seed"] if "seed" in dropout_param else np.random.randint(2**31))
    kept = _coin(x.shape, keep, rng)
    out = np.zeros_like(x)
    out[kept] = x[kept] / keep
    return out, Memory(kept, keep)


def dropout_backward(dout, cache):
    if cache.kept is None:
        return dout
    dx = np.zeros_like(dout)
    dx[cache.kept] = dout[cache.kept] / cache.keep
    return dx


def vanilla_dropout_forward(x, p_keep, mode, rng):
    if mode not in {"train", "test"}:
        raise ValueError("mode must be train or test")
    if not (p_keep > 0 and p_keep <= 1):
        raise ValueError("p_keep must be in (0, 1]")
    out = x.copy()
    if mode == "train":
        out[~_coin(x.shape, p_keep, rng)] = 0
        return out
    out *= p_keep
    return out


def mc_average(f, x, n, rng):
    if n <= 0:
        raise ValueError("n must be positive")
    mean = 0.0
    for k in range(1, n + 1):
        mean = mean + (f(x, rng) - mean) / k
    return mean
