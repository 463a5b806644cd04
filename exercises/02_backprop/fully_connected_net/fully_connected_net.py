"""Fully connected nets as classes (interface of ``fc_net.py`` in the CS231n assignments).

The layers are given: they are those of the exercises before, as pairs of a forward and a backward function. What is
left is to hold the parameters, to call the layers in the right order and mode, and to collect every gradient.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Cache = Any


# --- given layers --------------------------------------------------------------------------------


def affine_forward(x: Array, w: Array, b: Array) -> tuple[Array, Cache]:
    """x (N, d_1, ..., d_k), w (D, M), b (M,) -> out (N, M) = rows of x times w, plus b."""
    return x.reshape(x.shape[0], -1) @ w + b, (x, w)


def affine_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients ``(dx, dw, db)`` of the affine layer, shaped like x, w and b."""
    x, w = cache
    return (dout @ w.T).reshape(x.shape), x.reshape(x.shape[0], -1).T @ dout, dout.sum(axis=0)


def relu_forward(x: Array) -> tuple[Array, Cache]:
    """max(0, x), any shape."""
    return np.maximum(x, 0), x


def relu_backward(dout: Array, cache: Cache) -> Array:
    """``dout`` where the input was positive, 0 elsewhere."""
    return dout * (cache > 0)


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: dict[str, Any]) -> tuple[Array, Cache]:
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


def batchnorm_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients ``(dx, dgamma, dbeta)`` of batch normalisation in training."""
    x_hat, gamma, inv_std = cache
    dgamma, dbeta = (dout * x_hat).sum(axis=0), dout.sum(axis=0)
    return gamma * inv_std * (dout - (dbeta + x_hat * dgamma) / len(dout)), dgamma, dbeta


def dropout_forward(x: Array, dropout_param: dict[str, Any]) -> tuple[Array, Cache]:
    """Inverted dropout; ``dropout_param``: ``p`` (probability to keep), ``mode``, and perhaps ``seed``."""
    if dropout_param["mode"] == "test":
        return x, None
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = ((np.random.rand(*x.shape) < dropout_param["p"]) / dropout_param["p"]).astype(x.dtype)
    return x * mask, mask


def dropout_backward(dout: Array, cache: Cache) -> Array:
    """Gradient of dropout in training: through the same mask."""
    return dout * cache


def softmax_loss(x: Array, y: Array) -> tuple[float, Array]:
    """Mean cross-entropy of the softmax of raw scores x (N, C) against classes y (N,), and its gradient by x."""
    shifted = x - x.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    rows = np.arange(len(y))
    dx = np.exp(log_p)
    dx[rows, y] -= 1
    return -log_p[rows, y].mean(), dx / len(y)


# --- your classes --------------------------------------------------------------------------------


class TwoLayerNet:
    """affine - ReLU - affine - softmax, with L2 regularisation of the weights.

    ``params`` is the whole state that an optimiser sees: it reads and replaces the arrays in this dictionary.
    """

    params: dict[str, Array]

    def __init__(
        self,
        input_dim: int = 3 * 32 * 32,
        hidden_dim: int = 100,
        num_classes: int = 10,
        weight_scale: float = 1e-3,
        reg: float = 0.0,
    ) -> None:
        """Initialise ``params``: W1 (D, H), b1 (H,), W2 (H, C), b2 (C,), float64.

        Weights are drawn by ``np.random`` from a normal distribution with mean 0 and standard deviation
        ``weight_scale``; biases are 0.

        Args:
            input_dim: D, numbers per sample.
            hidden_dim: H, hidden units.
            num_classes: C.
            weight_scale: Standard deviation of the weights.
            reg: Strength of the L2 regularisation.
        """
        self.params = {}
        self.reg = reg
        raise NotImplementedError("TwoLayerNet.__init__")

    def loss(self, X: Array, y: Array | None = None) -> Any:
        """Scores, or loss and gradients.

        ``L = softmax_loss(scores, y) + 1/2 * reg * (sum of W1^2 + sum of W2^2)``; biases are not regularised.

        Args:
            X: Samples, shape (N, d_1, ..., d_k) with D = d_1 * ... * d_k.
            y: Classes, integers of shape (N,), or None.

        Returns:
            Without y: raw scores, shape (N, C). With y: ``(loss, grads)``, grads with the keys of ``params``.

        Source: Goodfellow et al., Deep Learning, algorithms 6.3 and 6.4; section 7.1.1 (equation 7.2) for the penalty.
        """
        raise NotImplementedError("TwoLayerNet.loss")


class FullyConnectedNet:
    """{affine - [batch norm] - ReLU - [dropout]} x (L - 1) - affine - softmax, with L2 regularisation."""

    params: dict[str, Array]

    def __init__(
        self,
        hidden_dims: list[int],
        input_dim: int = 3 * 32 * 32,
        num_classes: int = 10,
        dropout_keep_ratio: float = 1,
        normalization: str | None = None,
        reg: float = 0.0,
        weight_scale: float = 1e-2,
        dtype: Any = np.float32,
        seed: int | None = None,
    ) -> None:
        """Initialise ``params`` and whatever the layers need to remember between calls.

        ``params`` holds, for layer i = 1, ..., L: W<i>, normal with mean 0 and standard deviation ``weight_scale``, and
        b<i>, zeros; with batch normalisation also gamma<i>, ones, and beta<i>, zeros, for the hidden layers
        i = 1, ..., L - 1. Every array has the dtype ``dtype``.

        Args:
            hidden_dims: Sizes of the L - 1 hidden layers.
            input_dim: Numbers per sample.
            num_classes: C.
            dropout_keep_ratio: Probability to KEEP a hidden unit; 1 means no dropout at all.
            normalization: None or ``"batchnorm"``.
            reg: Strength of the L2 regularisation.
            weight_scale: Standard deviation of the weights.
            dtype: numpy dtype in which the net computes.
            seed: If given, ``dropout_param["seed"]``, so that every call draws the same masks.
        """
        self.normalization = normalization
        self.use_dropout = dropout_keep_ratio != 1
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.dtype = dtype
        self.params = {}
        raise NotImplementedError("FullyConnectedNet.__init__")

    def loss(self, X: Array, y: Array | None = None) -> Any:
        """Scores in test mode, or loss and gradients in training mode.

        ``L = softmax_loss(scores, y) + 1/2 * reg * (sum of all squared weights W1, ..., WL)``. Without y, batch
        normalisation and dropout work in test mode; with y, in training mode.

        Args:
            X: Samples, shape (N, d_1, ..., d_k); computed with in the dtype of the net.
            y: Classes, integers of shape (N,), or None.

        Returns:
            Without y: raw scores, shape (N, C). With y: ``(loss, grads)``, grads with the keys of ``params``.

        Source: Ioffe & Szegedy 2015, section 3.2 (normalisation before the nonlinearity); Srivastava et al. 2014,
        section 4 (dropout).
        """
        raise NotImplementedError("FullyConnectedNet.loss")


def count_params(net: Any) -> int:
    """Number of learnable numbers of a net: all elements of all arrays in ``net.params``.

    Args:
        net: A ``TwoLayerNet`` or ``FullyConnectedNet``; it is not modified.

    Returns:
        A Python int, e.g. D * H + H + H * C + C for ``TwoLayerNet``.
    """
    raise NotImplementedError("count_params")
