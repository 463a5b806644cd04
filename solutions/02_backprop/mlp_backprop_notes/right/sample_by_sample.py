"""Right: gradients as sums of outer products, one sample after another; the bias is a row of an augmented matrix."""

import numpy as np


def sigmoid(z):
    return 0.5 + 0.5 * np.tanh(z / 2)


def init_params(D, H, K, rng):
    def glorot(a, b):
        return rng.normal(0.0, (2.0 / (a + b)) ** 0.5, (a, b))

    return dict(W1=glorot(D, H), b1=np.zeros((H,)), W2=glorot(H, K), b2=np.zeros((K,)))


def sigmoid_grad_from_output(s):
    return 0.25 - (s - 0.5) ** 2


def forward(params, X):
    ones = np.ones((len(X), 1))
    first = np.vstack([params["W1"], params["b1"]])
    second = np.vstack([params["W2"], params["b2"]])
    inputs = np.hstack([X, ones])
    hidden = np.hstack([sigmoid(inputs @ first), ones])
    out = sigmoid(hidden @ second)
    return out, {"in": inputs, "hidden": hidden, "out": out}


def loss(out, y):
    total = 0.0
    for o, t in zip(out, y):
        total += float(np.dot(o - t, o - t)) / 2
    return total / len(y)


def backward(params, cache, y):
    d, h, k = len(params["W1"]), len(params["W2"]), len(params["b2"])
    g1, g2 = np.zeros((d + 1, h)), np.zeros((h + 1, k))
    for a, s, o, t in zip(cache["in"], cache["hidden"], cache["out"], y):
        do = (o - t) * sigmoid_grad_from_output(o)
        dh = params["W2"] @ do * sigmoid_grad_from_output(s[:-1])
        g2 += np.outer(s, do)
        g1 += np.outer(a, dh)
    n = len(y)
    return {"W1": g1[:-1] / n, "b1": g1[-1] / n, "W2": g2[:-1] / n, "b2": g2[-1] / n}


def sgd_step(params, grads, lr):
    return {name: value - lr * grads[name] for name, value in params.items()}


def train(X, y, H, lr, epochs, batch_size, rng):
    params = init_params(X.shape[1], H, y.shape[1], rng)
    history = []
    for _ in range(epochs):
        todo = list(rng.permutation(len(X)))
        while todo:
            rows, todo = todo[:batch_size], todo[batch_size:]
            out, cache = forward(params, X[rows])
            params = sgd_step(params, backward(params, cache, y[rows]), lr)
        history.append(loss(forward(params, X)[0], y))
    return params, np.asarray(history).tolist()
