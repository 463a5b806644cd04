"""float32 throughout; a bias column in each layer; bytes read by hand."""

import numpy as np


def read_idx(raw):
    if raw[:2] != b"\x00\x00" or len(raw) < 4 or raw[2] not in (8, 13):
        raise ValueError("IDX expected")
    axes, position, shape = raw[3], 4, []
    for _ in range(axes):
        field = raw[position : position + 4]
        if len(field) < 4:
            raise ValueError("header")
        shape.append(int.from_bytes(field, "big"))
        position += 4
    kind = {8: np.uint8, 13: np.dtype(np.float32).newbyteorder(">")}[raw[2]]
    flat = np.frombuffer(raw, kind, offset=position) if len(raw) > position else np.zeros(0, kind)
    return np.array(flat.reshape(shape), dtype=np.float32 if raw[2] == 13 else np.uint8)


def preprocess(images):
    rows = np.zeros((len(images), images[:1].size or int(np.prod(images.shape[1:]))))
    for row, image in zip(rows, images, strict=True):
        row[:] = image.ravel() / 255
    return rows


def _ones(a):
    return np.concatenate([a, np.ones((len(a), 1), a.dtype)], axis=1)


class MLPClassifier:
    def __init__(self, hidden=64, lr=0.1, epochs=10, batch_size=64, seed=0, reg=0.0):
        self.settings = hidden, lr, epochs, batch_size, seed, reg
        self.layers = None

    @property
    def params(self):
        (one, two) = self.layers
        return {"W1": one[:-1], "b1": one[-1], "W2": two[:-1], "b2": two[-1]}

    def _probabilities(self, X):
        self.a0 = _ones(np.asarray(X, np.float32))
        self.a1 = _ones(np.maximum(self.a0 @ self.layers[0], 0))
        z = self.a1 @ self.layers[1]
        z = np.exp(z - z.max(1)[:, None])
        return z / z.sum(1)[:, None]

    def fit(self, X, y, X_val=None, y_val=None):
        hidden, lr, epochs, size, seed, reg = self.settings
        draw = np.random.default_rng(seed)
        y = np.asarray(y, np.int64)
        units = [X.shape[1], hidden, y.max() + 1]
        self.layers = []
        for m, n in zip(units, units[1:], strict=False):
            w = draw.normal(0, (2 / m) ** 0.5, (m, n))
            self.layers.append(np.vstack([w, np.zeros(n)]).astype(np.float32))
        losses, accuracies = [], []
        for _ in range(epochs):
            for rows in self._batches(draw, len(X), size):
                self._descend(X[rows], y[rows], lr, reg)
            p = self._probabilities(X)
            losses.append(float(-np.mean(np.log(p[range(len(y)), y]))))
            if X_val is not None:
                accuracies.append(self.score(X_val, y_val))
        return {"val_accuracy": accuracies, "loss": losses}

    def _batches(self, draw, n, size):
        left = list(draw.permutation(n))
        while left:
            yield left[:size]
            left = left[size:]

    def _descend(self, X, y, lr, reg):
        d = self._probabilities(X)
        d[range(len(y)), y] -= 1
        d /= len(y)
        back = (d @ self.layers[1][:-1].T) * (self.a1[:, :-1] > 0)
        steps = [self.a0.T @ back, self.a1.T @ d]
        for layer, step in zip(self.layers, steps, strict=True):
            step[:-1] += reg * layer[:-1]
            layer -= lr * step

    def predict_proba(self, X):
        if self.layers is None:
            raise RuntimeError("call fit")
        return self._probabilities(X)

    def predict(self, X):
        return np.array([row.argmax() for row in self.predict_proba(X)])

    def score(self, X, y):
        return int((self.predict(X) == y).sum()) / len(y)
