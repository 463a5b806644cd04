"""As a CS231n student writes it: struct, scores, loss and gradients in one function, uniform He initialisation, other draws."""

import struct
from builtins import range

import numpy as np


def read_idx(raw):
    if len(raw) < 4:
        raise ValueError("too short")
    zero, kind, ndim = struct.unpack(">HBB", raw[:4])
    if zero != 0:
        raise ValueError("bad magic number")
    if kind == 0x08:
        dt, size = ">u1", 1
    elif kind == 0x0D:
        dt, size = ">f4", 4
    else:
        raise ValueError("unknown type")
    if len(raw) < 4 + 4 * ndim:
        raise ValueError("no header")
    dims = struct.unpack(">" + "I" * ndim, raw[4 : 4 + 4 * ndim])
    body = raw[4 + 4 * ndim :]
    count = 1
    for d in dims:
        count *= d
    if count * size != len(body):
        raise ValueError("wrong length")
    out = np.frombuffer(body, dtype=dt).reshape(dims)
    return out.astype(np.uint8 if kind == 0x08 else np.float32)


def preprocess(images):
    x = images.astype(np.float64) / 255
    D = 1
    for n in x.shape[1:]:
        D *= n
    return x.reshape((x.shape[0], D))


class MLPClassifier(object):
    def __init__(self, hidden=64, lr=0.1, epochs=10, batch_size=64, seed=0, reg=0.0):
        self.H = hidden
        self.lr = lr
        self.num_epochs = epochs
        self.B = batch_size
        self.seed = seed
        self.reg = reg

    def loss(self, X, y=None):
        W1, b1 = self.params["W1"], self.params["b1"]
        W2, b2 = self.params["W2"], self.params["b2"]
        N = X.shape[0]
        h = X.dot(W1) + b1
        h[h < 0] = 0
        scores = h.dot(W2) + b2
        scores -= np.max(scores, axis=1, keepdims=True)
        log_p = scores - np.log(np.sum(np.exp(scores), axis=1, keepdims=True))
        if y is None:
            return np.exp(log_p)
        loss = -np.sum(log_p[np.arange(N), y]) / N
        dscores = np.exp(log_p)
        dscores[np.arange(N), y] -= 1
        dscores /= N
        dh = dscores.dot(W2.T)
        dh[h <= 0] = 0
        grads = {"W2": h.T.dot(dscores) + self.reg * W2, "b2": np.sum(dscores, axis=0)}
        grads["W1"] = X.T.dot(dh) + self.reg * W1
        grads["b1"] = np.sum(dh, axis=0)
        return loss, grads

    def fit(self, X, y, X_val=None, y_val=None):
        rs = np.random.RandomState(self.seed)
        N, D = X.shape
        K = np.max(y) + 1
        y = y.astype(int)

        def he(fan_in, fan_out):
            limit = np.sqrt(6.0 / fan_in)
            return rs.uniform(-limit, limit, (fan_in, fan_out))

        self.params = {"W2": he(self.H, K), "W1": he(D, self.H), "b1": np.zeros(self.H), "b2": np.zeros(K)}
        history = {"loss": [], "val_accuracy": []}
        for _ in range(self.num_epochs):
            mask = np.arange(N)
            rs.shuffle(mask)
            for i in range(int(np.ceil(N / self.B))):
                batch = mask[i * self.B : (i + 1) * self.B]
                _, grads = self.loss(X[batch], y[batch])
                for name in self.params:
                    self.params[name] -= self.lr * grads[name]
            history["loss"].append(self.loss(X, y)[0])
            if X_val is not None:
                history["val_accuracy"].append(self.score(X_val, y_val))
        return history

    def predict_proba(self, X):
        if not hasattr(self, "params"):
            raise RuntimeError("not fitted")
        return self.loss(X)

    def predict(self, X):
        return np.argmax(self.predict_proba(X), axis=1)

    def score(self, X, y):
        return np.mean(self.predict(X) == y)
