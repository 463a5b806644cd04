"""No given layer at all: a list of closures, each returning its own backward function; masks from its own generator."""

import numpy as np


class _Tape:
    """Remembers how to go back; gradients of parameters are collected under their names."""

    def __init__(self, params):
        self.params, self.back, self.grads = params, [], {}

    def dense(self, x, i):
        rows = x.reshape(len(x), -1)
        weight = self.params[f"W{i}"]

        def back(g):
            self.grads[f"W{i}"] = np.einsum("nd,nm->dm", rows, g)
            self.grads[f"b{i}"] = np.ones(len(g)) @ g
            return g @ weight.T

        self.back.append(back)
        return np.einsum("nd,dm->nm", rows, weight) + self.params[f"b{i}"]

    def rectify(self, x):
        self.back.append(lambda g: np.where(x > 0, g, 0))
        return np.where(x > 0, x, 0)

    def scale(self, x, factor):
        self.back.append(lambda g: g * factor)
        return x * factor

    def normalise(self, x, i, stats, training):
        gamma = self.params[f"gamma{i}"]
        if training:
            mean, var = x.mean(0), ((x - x.mean(0)) ** 2).mean(0)
            stats["mean"] = 0.9 * stats["mean"] + 0.1 * mean
            stats["var"] = 0.9 * stats["var"] + 0.1 * var
        else:
            mean, var = stats["mean"], stats["var"]
        std = (var + 1e-5) ** 0.5
        hat = (x - mean) / std

        def back(g):
            self.grads[f"gamma{i}"], self.grads[f"beta{i}"] = (g * hat).sum(0), g.sum(0)
            g = g * gamma
            return (g - g.mean(0) - hat * (g * hat).mean(0)) / std

        self.back.append(back)
        return hat * gamma + self.params[f"beta{i}"]

    def run_back(self, g):
        for step in reversed(self.back):
            g = step(g)
        return self.grads


def _criterion(scores, y, params, reg, tape):
    e = np.exp(scores - scores.max(1)[:, None])
    p = e / e.sum(1)[:, None]
    onehot = np.eye(scores.shape[1])[y]
    loss = -np.log((p * onehot).sum(1)).sum() / len(y)
    grads = tape.run_back((p - onehot) / len(y))
    for key, w in params.items():
        if key[0] == "W":
            loss = loss + reg * (w**2).sum() / 2
            grads[key] = grads[key] + w * reg
    return loss, grads


class TwoLayerNet:
    def __init__(self, input_dim=3072, hidden_dim=100, num_classes=10, weight_scale=1e-3, reg=0.0):
        draw = np.random.default_rng(np.random.randint(2**31)).standard_normal
        self.reg = reg
        self.params = {
            "W1": draw((input_dim, hidden_dim)) * weight_scale, "b1": np.zeros(hidden_dim),
            "W2": draw((hidden_dim, num_classes)) * weight_scale, "b2": np.zeros(num_classes),
        }  # fmt: skip

    def loss(self, X, y=None):
        tape = _Tape(self.params)
        scores = tape.dense(tape.rectify(tape.dense(X, 1)), 2)
        return scores if y is None else _criterion(scores, y, self.params, self.reg, tape)


class FullyConnectedNet:
    def __init__(
        self, hidden_dims, input_dim=3072, num_classes=10, dropout_keep_ratio=1, normalization=None, reg=0.0,
        weight_scale=1e-2, dtype=np.float32, seed=None,
    ):  # fmt: skip
        self.keep, self.normalization, self.reg, self.dtype, self.seed = (
            dropout_keep_ratio, normalization, reg, dtype, seed,
        )  # fmt: skip
        self.depth = len(hidden_dims)
        ends = list(zip([input_dim, *hidden_dims], [*hidden_dims, num_classes], strict=True))
        self.params = {
            f"W{i}": (weight_scale * np.random.standard_normal(s)).astype(dtype) for i, s in enumerate(ends, 1)
        }
        self.params |= {f"b{i}": np.zeros(s[1], dtype) for i, s in enumerate(ends, 1)}
        if normalization:
            self.params |= {f"gamma{i}": np.ones(n, dtype) for i, n in enumerate(hidden_dims, 1)}
            self.params |= {f"beta{i}": np.zeros(n, dtype) for i, n in enumerate(hidden_dims, 1)}
        self.stats = [{"mean": np.zeros(n), "var": np.zeros(n)} for n in hidden_dims]

    def loss(self, X, y=None):
        tape, masks = _Tape(self.params), np.random.default_rng(self.seed)
        out = X.astype(self.dtype)
        for i in range(1, self.depth + 1):
            out = tape.dense(out, i)
            if self.normalization:
                out = tape.normalise(out, i, self.stats[i - 1], y is not None)
            out = tape.rectify(out)
            if self.keep != 1 and y is not None:
                out = tape.scale(out, (masks.random(out.shape) >= 1 - self.keep) / self.keep)
        scores = tape.dense(out, self.depth + 1)
        return scores if y is None else _criterion(scores, y, self.params, self.reg, tape)


def count_params(net):
    return int(np.concatenate([np.ravel(value) for value in net.params.values()]).shape[0])
