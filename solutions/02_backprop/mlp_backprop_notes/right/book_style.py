"""Right: one class behind the functions, updates key by key, batches by a mask of indices; no shuffling at all."""
import numpy as np


def sigmoid(x):
    return np.where(x >= 0, 1 / (1 + np.exp(-np.abs(x))), np.exp(-np.abs(x)) / (1 + np.exp(-np.abs(x))))


def init_params(input_size, hidden_size, output_size, rng):
    limit1 = np.sqrt(6.0 / (input_size + hidden_size))
    limit2 = np.sqrt(6.0 / (hidden_size + output_size))
    params = {}
    params['W1'] = rng.uniform(-limit1, limit1, size=(input_size, hidden_size))
    params['b1'] = np.zeros(hidden_size)
    params['W2'] = rng.uniform(-limit2, limit2, size=(hidden_size, output_size))
    params['b2'] = np.zeros(output_size)
    return params


def sigmoid_grad_from_output(s):
    return s - s ** 2


class TwoLayer:
    def __init__(self, params, x):
        self.x = x
        self.a1 = np.dot(x, params['W1']) + params['b1']
        self.z1 = sigmoid(self.a1)
        self.a2 = np.dot(self.z1, params['W2']) + params['b2']
        self.y = sigmoid(self.a2)


def forward(params, X):
    net = TwoLayer(params, X)
    return net.y, net


def loss(out, y):
    return np.mean(np.sum(np.square(out - y), axis=1)) / 2


def backward(params, net, t):
    batch_num = t.shape[0]
    grads = {}
    dy = (net.y - t) / batch_num
    da2 = dy * net.y * (1 - net.y)
    grads['W2'] = np.dot(net.z1.T, da2)
    grads['b2'] = np.sum(da2, axis=0)
    dz1 = np.dot(da2, params['W2'].T)
    da1 = dz1 * net.z1 * (1 - net.z1)
    grads['W1'] = np.dot(net.x.T, da1)
    grads['b1'] = np.sum(da1, axis=0)
    return grads


def sgd_step(params, grads, lr):
    new = {}
    for key in ('b2', 'W2', 'b1', 'W1'):
        new[key] = params[key] - lr * grads[key]
    return new


def train(X, y, H, lr, epochs, batch_size, rng):
    params = init_params(X.shape[1], H, y.shape[1], rng)
    history = []
    batches = int(np.ceil(X.shape[0] / batch_size))
    for epoch in range(epochs):
        for i in range(batches):
            lo, hi = i * batch_size, (i + 1) * batch_size
            _, net = forward(params, X[lo:hi])
            params = sgd_step(params, backward(params, net, y[lo:hi]), lr)
        history.append(loss(forward(params, X)[0], y))
    return params, history
