"""The style of the 2017 assignment: constructor with dropout and use_batchnorm, caches in a dictionary."""

# ruff: noqa: A004, UP029, UP004, PLW2901
from builtins import object, range

import numpy as np


def affine_forward(x, w, b):
    """x (N, d_1, ..., d_k), w (D, M), b (M,) -> out (N, M) = rows of x times w, plus b."""
    return x.reshape(x.shape[0], -1) @ w + b, (x, w)


def affine_backward(dout, cache):
    """Gradients ``(dx, dw, db)`` of the affine layer, shaped like x, w and b."""
    x, w = cache
    return (dout @ w.T).reshape(x.shape), x.reshape(x.shape[0], -1).T @ dout, dout.sum(axis=0)


def relu_forward(x):
    """max(0, x), any shape."""
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    """``dout`` where the input was positive, 0 elsewhere."""
    return dout * (cache > 0)


def batchnorm_forward(x, gamma, beta, bn_param):
    """Batch normalisation of x (N, D); ``bn_param["mode"]`` is ``"train"`` or ``"test"``.

    In training the running averages are kept in ``bn_param`` itself, as ``running_mean`` and ``running_var``.
    """
    if bn_param["mode"] == "train":
        mean, var, momentum = x.mean(axis=0), x.var(axis=0), bn_param.get("momentum", 0.9)
        for key, now in (("running_mean", mean), ("running_var", var)):
            bn_param[key] = momentum * bn_param.get(key, np.zeros_like(now)) + (1 - momentum) * now
    else:
        mean = bn_param.get("running_mean", np.zeros_like(beta))
        var = bn_param.get("running_var", np.zeros_like(beta))
    inv_std = 1 / np.sqrt(var + bn_param.get("eps", 1e-5))
    x_hat = (x - mean) * inv_std
    return gamma * x_hat + beta, (x_hat, gamma, inv_std)


def batchnorm_backward(dout, cache):
    """Gradients ``(dx, dgamma, dbeta)`` of batch normalisation in training."""
    x_hat, gamma, inv_std = cache
    dgamma, dbeta = (dout * x_hat).sum(axis=0), dout.sum(axis=0)
    return gamma * inv_std * (dout - (dbeta + x_hat * dgamma) / len(dout)), dgamma, dbeta


def dropout_forward(x, dropout_param):
    """Inverted dropout; ``dropout_param``: ``p`` (probability to keep), ``mode``, and perhaps ``seed``."""
    if dropout_param["mode"] == "test":
        return x, None
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = ((np.random.rand(*x.shape) < dropout_param["p"]) / dropout_param["p"]).astype(x.dtype)
    return x * mask, mask


def dropout_backward(dout, cache):
    """Gradient of dropout in training: through the same mask."""
    return dout * cache


def softmax_loss(x, y):
    """Mean cross-entropy of the softmax of raw scores x (N, C) against classes y (N,), and its gradient by x."""
    shifted = x - x.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    rows = np.arange(len(y))
    dx = np.exp(log_p)
    dx[rows, y] -= 1
    return -log_p[rows, y].mean(), dx / len(y)


def affine_relu_forward(x, w, b):
    a, fc_cache = affine_forward(x, w, b)
    out, relu_cache = relu_forward(a)
    return out, (fc_cache, relu_cache)


def affine_relu_backward(dout, cache):
    fc_cache, relu_cache = cache
    return affine_backward(relu_backward(dout, relu_cache), fc_cache)


class TwoLayerNet(object):
    def __init__(self, input_dim=3 * 32 * 32, hidden_dim=100, num_classes=10, weight_scale=1e-3, reg=0.0):
        self.params = {}
        self.reg = reg
        self.params["W1"] = np.random.normal(0.0, weight_scale, (input_dim, hidden_dim))
        self.params["W2"] = np.random.normal(0.0, weight_scale, (hidden_dim, num_classes))
        self.params["b1"] = np.zeros(hidden_dim)
        self.params["b2"] = np.zeros(num_classes)

    def loss(self, X, y=None):
        W1, b1, W2, b2 = self.params["W1"], self.params["b1"], self.params["W2"], self.params["b2"]
        h, cache1 = affine_relu_forward(X, W1, b1)
        scores, cache2 = affine_forward(h, W2, b2)
        if y is None:
            return scores
        grads = {}
        loss, dscores = softmax_loss(scores, y)
        loss += 0.5 * self.reg * (np.sum(W1 * W1) + np.sum(W2 * W2))
        dh, dW2, db2 = affine_backward(dscores, cache2)
        dx, dW1, db1 = affine_relu_backward(dh, cache1)
        dW2 += self.reg * W2
        dW1 += self.reg * W1
        grads["W1"], grads["b1"], grads["W2"], grads["b2"] = dW1, db1, dW2, db2
        return loss, grads


class FullyConnectedNet(object):
    # The constructor of the year 2017.
    def __init__(
        self,
        hidden_dims,
        input_dim=3 * 32 * 32,
        num_classes=10,
        dropout=0,
        use_batchnorm=False,
        reg=0.0,
        weight_scale=1e-2,
        dtype=np.float32,
        seed=None,
    ):
        self.use_batchnorm = use_batchnorm
        self.use_dropout = dropout > 0
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}
        dims = [input_dim] + list(hidden_dims) + [num_classes]
        for i in range(self.num_layers):
            self.params["W%d" % (i + 1)] = np.random.normal(scale=weight_scale, size=(dims[i], dims[i + 1]))
            self.params["b%d" % (i + 1)] = np.zeros(dims[i + 1])
            if self.use_batchnorm and i != self.num_layers - 1:
                self.params["gamma%d" % (i + 1)] = np.ones(dims[i + 1])
                self.params["beta%d" % (i + 1)] = np.zeros(dims[i + 1])
        self.dropout_param = {}
        if self.use_dropout:
            self.dropout_param = {"mode": "train", "p": 1 - dropout}
            if seed is not None:
                self.dropout_param["seed"] = seed
        self.bn_params = []
        if self.use_batchnorm:
            self.bn_params = [{"mode": "train"} for i in range(self.num_layers - 1)]
        for k, v in self.params.items():
            self.params[k] = v.astype(dtype)

    def loss(self, X, y=None):
        X = X.astype(self.dtype)
        mode = "test" if y is None else "train"
        if self.dropout_param is not None:
            self.dropout_param["mode"] = mode
        if self.use_batchnorm:
            for bn_param in self.bn_params:
                bn_param["mode"] = mode
        cache = {}
        out = X
        for i in range(1, self.num_layers):
            n = str(i)
            out, cache["fc" + n] = affine_forward(out, self.params["W" + n], self.params["b" + n])
            if self.use_batchnorm:
                out, cache["bn" + n] = batchnorm_forward(
                    out, self.params["gamma" + n], self.params["beta" + n], self.bn_params[i - 1]
                )
            out, cache["relu" + n] = relu_forward(out)
            if self.use_dropout:
                out, cache["drop" + n] = dropout_forward(out, self.dropout_param)
        n = str(self.num_layers)
        scores, cache["fc" + n] = affine_forward(out, self.params["W" + n], self.params["b" + n])
        if mode == "test":
            return scores
        grads = {}
        loss, dout = softmax_loss(scores, y)
        dout, grads["W" + n], grads["b" + n] = affine_backward(dout, cache["fc" + n])
        for i in range(self.num_layers - 1, 0, -1):
            n = str(i)
            if self.use_dropout:
                dout = dropout_backward(dout, cache["drop" + n])
            dout = relu_backward(dout, cache["relu" + n])
            if self.use_batchnorm:
                dout, grads["gamma" + n], grads["beta" + n] = batchnorm_backward(dout, cache["bn" + n])
            dout, grads["W" + n], grads["b" + n] = affine_backward(dout, cache["fc" + n])
        for i in range(1, self.num_layers + 1):
            w = "W" + str(i)
            loss += 0.5 * self.reg * np.sum(self.params[w] ** 2)
            grads[w] += self.reg * self.params[w]
        return loss, grads


def count_params(net):
    total = 0
    for name in net.params:
        total += int(np.prod(net.params[name].shape))
    return total
