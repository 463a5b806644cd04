"""A network with one hidden layer, trained by backpropagation: every line of it yours.

Rows are samples. ``X`` is (N, D), ``y`` is (N, K); parameters are a dict with the keys
``W1`` (D, H), ``b1`` (H,), ``W2`` (H, K), ``b2`` (K,). All numbers are float64.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Params = dict[str, Array]


def sigmoid(z: Array) -> Array:
    """1 / (1 + exp(-z)), any shape, without overflow. Given: you need not change it."""
    return 0.5 * (1 + np.tanh(0.5 * z))


def init_params(D: int, H: int, K: int, rng: np.random.Generator) -> Params:
    """Weights that neither die nor saturate, biases that start at zero.

    Args:
        D: Number of inputs.
        H: Number of hidden units.
        K: Number of outputs.
        rng: The only source of randomness.

    Returns:
        ``{"W1": (D, H), "b1": (H,), "W2": (H, K), "b2": (K,)}``. Weights have mean 0 and variance
        2 / (inputs + outputs) of their layer (Glorot and Bengio 2010, eq. 12 and 16; normal or uniform), biases are 0.
    """
    raise NotImplementedError("init_params")


def sigmoid_grad_from_output(s: Array) -> Array:
    """Derivative of the sigmoid, given its OUTPUT.

    Args:
        s: ``sigmoid(z)``, any shape. Not ``z``.

    Returns:
        d sigmoid / dz at that ``z``, in the shape of ``s``.
    """
    raise NotImplementedError("sigmoid_grad_from_output")


def forward(params: Params, X: Array) -> tuple[Array, Any]:
    """Sigmoid of the hidden layer, sigmoid of the output layer.

    Args:
        params: Parameters; they are only read.
        X: Inputs (N, D).

    Returns:
        ``(out, cache)``: out (N, K), and whatever your ``backward`` wants to remember.
    """
    raise NotImplementedError("forward")


def loss(out: Array, y: Array) -> float:
    """Half of the squared error: summed over outputs, averaged over samples.

    Args:
        out: Outputs (N, K).
        y: Targets (N, K).

    Returns:
        1/2 * mean over n of sum over k of (out[n, k] - y[n, k])**2, a float.
    """
    raise NotImplementedError("loss")


def backward(params: Params, cache: Any, y: Array) -> Params:
    """Gradients of ``loss(forward(params, X)[0], y)`` (Goodfellow, Deep Learning, algorithm 6.4).

    Args:
        params: The parameters that ``forward`` was called with; they are only read.
        cache: What ``forward`` returned.
        y: Targets (N, K).

    Returns:
        A dict with the keys and shapes of ``params``: the gradient of the MEAN over samples.
    """
    raise NotImplementedError("backward")


def sgd_step(params: Params, grads: Params, lr: float) -> Params:
    """One step of gradient descent: every parameter moves once, against its gradient.

    Args:
        params: Parameters by name; they stay as they are.
        grads: Gradients with the same keys.
        lr: Learning rate.

    Returns:
        A new dict with the same keys.
    """
    raise NotImplementedError("sgd_step")


def train(
    X: Array, y: Array, H: int, lr: float, epochs: int, batch_size: int, rng: np.random.Generator
) -> tuple[Params, list[float]]:
    """Mini-batch gradient descent from fresh parameters.

    The first thing drawn from ``rng`` are the parameters. Then every epoch visits every sample exactly once, in
    batches of ``batch_size`` (the last one may be shorter), one step per batch, in any order you like.

    Args:
        X: Inputs (N, D).
        y: Targets (N, K).
        H: Number of hidden units.
        lr: Learning rate.
        epochs: Passes over the data; may be 0.
        batch_size: Samples per step, possibly more than N.
        rng: The only source of randomness.

    Returns:
        ``(params, history)``: final parameters, and the loss over all of ``X`` at the end of every epoch.
    """
    raise NotImplementedError("train")
