"""Element by element, with the legacy generator's uniform()."""

import numpy as np


def dropout_forward(x, dropout_param):
    p = float(dropout_param["p"])
    mode = dropout_param["mode"]
    seed = dropout_param.get("seed")
    if seed is not None:
        np.random.seed(seed)
    if mode == "test":
        return np.array(x), {"mode": "test"}
    flat = np.array(x).reshape(-1)
    factors = np.empty(flat.shape, dtype=x.dtype)
    for i in range(flat.size):
        factors[i] = 1.0 / p if np.random.uniform() < p else 0.0
        flat[i] = flat[i] * factors[i]
    return flat.reshape(x.shape), {"mode": "train", "factors": factors.reshape(x.shape)}


def dropout_backward(dout, cache):
    if cache["mode"] == "test":
        return 1 * dout
    return np.multiply(dout, cache["factors"])


def vanilla_dropout_forward(x, p_keep, mode, rng):
    if p_keep > 1 or p_keep <= 0:
        raise ValueError(p_keep)
    if mode == "test":
        return np.multiply(x, p_keep, dtype=x.dtype)
    if mode != "train":
        raise ValueError(mode)
    flat = np.array(x).ravel()
    for i in range(flat.size):
        if rng.random() > p_keep:
            flat[i] = 0
    return flat.reshape(x.shape)


def mc_average(f, x, n, rng):
    if n < 1:
        raise ValueError(n)
    return sum(f(x, rng) for _ in range(n)) / n
