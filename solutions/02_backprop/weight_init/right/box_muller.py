"""Right: another source of normal numbers (Box-Muller), weights drawn in the order of their transpose."""

import numpy as np


def fan_in_out(shape):
    if len(shape) not in (2, 4):
        raise ValueError("dense or convolution only")
    if len(shape) == 2:
        return tuple(int(s) for s in shape)
    area = int(np.prod(shape[2:]))
    return int(shape[1]) * area, int(shape[0]) * area


VARIANCE = {
    "lecun": lambda i, o, f: 1.0 / f,
    "xavier": lambda i, o, f: 1.0 / np.mean([i, o]),
    "he": lambda i, o, f: 2.0 / f,
}


def init_weights(shape, scheme, rng, std=0.01, gain=1.0, mode="fan_in", distribution="normal", dtype=np.float64):
    if mode not in ("fan_in", "fan_out") or distribution not in ("normal", "uniform"):
        raise ValueError("mode or distribution")
    if scheme == "zeros":
        return np.zeros(shape, dtype=dtype)
    if scheme == "constant":
        return np.zeros(shape, dtype=dtype) + np.array(std, dtype=dtype)
    if scheme == "random":
        s = std
    elif scheme in VARIANCE:
        i, o = fan_in_out(shape)
        s = gain * VARIANCE[scheme](i, o, i if mode == "fan_in" else o) ** 0.5
    else:
        raise ValueError(scheme)
    u = rng.random(shape[::-1]).T
    if distribution == "uniform":
        w = (2 * u - 1) * s * 3 ** 0.5
    else:
        w = s * np.sqrt(-2 * np.log(1 - u)) * np.cos(2 * np.pi * rng.random(shape))
    return np.ascontiguousarray(w, dtype=dtype)


def activation_stats(scheme, act, depth, width, rng, n=512, std=0.01):
    f = {"relu": lambda z: z * (z > 0), "tanh": np.tanh, "sigmoid": lambda z: 1 / (1 + np.exp(-z))}.get(act)
    if f is None:
        raise ValueError(act)
    weights = [init_weights((width, width), scheme, rng, std) for _ in range(depth)]
    h, out = rng.normal(size=(n, width)), []
    for w in weights:
        h = f(h @ w)
        out.append(dict(mean=np.mean(h), std=np.sqrt(np.mean((h - np.mean(h)) ** 2))))
    return out


def hidden_grads_identical(W1, W2, X, y):
    grads = np.zeros_like(W1)
    for x, target in zip(X, y):
        h = np.tanh(x @ W1)
        back = W2 @ (h @ W2 - target)
        grads += np.outer(x, back * (1 - h * h)) / len(X)
    return all(np.allclose(grads[:, 0], grads[:, j]) for j in range(grads.shape[1]))
