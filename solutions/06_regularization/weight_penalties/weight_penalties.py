"""Penalties on weights and decay of weights, for SGD, Adam and linear regression.

Parameters are dicts of arrays. Only keys that start with ``W`` are weights; biases (``b1``), scales and shifts of
normalisation layers (``gamma1``, ``beta1``) are never penalised.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Params = dict[str, Array]
Config = dict[str, Any]


# <solution>
def _weights(params: Params) -> Params:
    return {name: array for name, array in params.items() if name.startswith("W")}


# </solution>
def l2_penalty(params: Params, lam: float) -> tuple[float, Params]:
    """L2 penalty ``lam / 2 * sum of W**2`` over all weights (Goodfellow et al., Deep Learning, section 7.1.1).

    Args:
        params: Arrays of any shape by name. Not modified.
        lam: Strength, 0 or more.

    Returns:
        ``(loss, grads)``: a number, and a dict with the gradient of that number for every weight.
    """
    # <solution>
    weights = _weights(params)
    loss = 0.5 * lam * sum(float((w**2).sum()) for w in weights.values())
    return loss, {name: lam * w for name, w in weights.items()}
    # </solution>


def l1_penalty(params: Params, lam: float) -> tuple[float, Params]:
    """L1 penalty ``lam * sum of |W|`` over all weights (Goodfellow et al., Deep Learning, section 7.1.2).

    Args:
        params: Arrays of any shape by name. Not modified.
        lam: Strength, 0 or more.

    Returns:
        ``(loss, grads)`` as for ``l2_penalty``; at a weight of exactly 0 the gradient is 0 (a subgradient).
    """
    # <solution>
    weights = _weights(params)
    loss = lam * sum(float(np.abs(w).sum()) for w in weights.values())
    return loss, {name: lam * np.sign(w) for name, w in weights.items()}
    # </solution>


def elastic_net(params: Params, l1: float, l2: float) -> tuple[float, Params]:
    """Both penalties: ``l1 * sum of |W| + l2 / 2 * sum of W**2`` (Zou & Hastie 2005).

    Args:
        params: Arrays of any shape by name. Not modified.
        l1: Strength of the L1 part, 0 or more.
        l2: Strength of the L2 part, 0 or more.

    Returns:
        ``(loss, grads)`` as for ``l2_penalty``.
    """
    # <solution>
    loss1, grads1 = l1_penalty(params, l1)
    loss2, grads2 = l2_penalty(params, l2)
    return loss1 + loss2, {name: grads1[name] + grads2[name] for name in grads1}
    # </solution>


def sgd_l2_step(w: Array, dw: Array, lr: float, lam: float) -> Array:
    """One step of SGD on the loss plus ``lam / 2 * sum of w**2``.

    Args:
        w: Weights, any shape. May be updated in place.
        dw: Gradient of the loss without the penalty, same shape. Not modified.
        lr: Learning rate.
        lam: Strength of the penalty.

    Returns:
        The new weights.
    """
    # <solution>
    return w - lr * (dw + lam * w)
    # </solution>


def sgd_weight_decay_step(w: Array, dw: Array, lr: float, wd: float) -> Array:
    """One step of SGD with weight decay: the old weights shrink by the share ``lr * wd``, beside the step along dw.

    Args:
        w: Weights, any shape. May be updated in place.
        dw: Gradient of the loss at the old weights, same shape. Not modified.
        lr: Learning rate.
        wd: Weight decay.

    Returns:
        The new weights.
    """
    # <solution>
    return (1 - lr * wd) * w - lr * dw
    # </solution>


# <solution>
def _adam(gradient: Array, config: Config) -> Array:
    """The step of Adam (Kingma & Ba 2015, algorithm 1) to be subtracted; the moments in ``config`` move on."""
    beta1, beta2 = config["beta1"], config["beta2"]
    config["t"] += 1
    config["m"] = beta1 * config["m"] + (1 - beta1) * gradient
    config["v"] = beta2 * config["v"] + (1 - beta2) * gradient**2
    m = config["m"] / (1 - beta1 ** config["t"])
    v = config["v"] / (1 - beta2 ** config["t"])
    step: Array = config["learning_rate"] * m / (np.sqrt(v) + config["epsilon"])
    return step


def _settings(w: Array, config: Config | None) -> Config:
    config = {} if config is None else config
    config.setdefault("learning_rate", 1e-3)
    config.setdefault("weight_decay", 1e-2)
    config.setdefault("beta1", 0.9)
    config.setdefault("beta2", 0.999)
    config.setdefault("epsilon", 1e-8)
    config.setdefault("m", np.zeros_like(w))
    config.setdefault("v", np.zeros_like(w))
    config.setdefault("t", 0)
    return config


# </solution>
def adam_l2_step(w: Array, dw: Array, config: Config | None = None) -> tuple[Array, Config]:
    """One step of Adam on the loss plus ``weight_decay / 2 * sum of w**2``: the penalty is part of the gradient.

    Args:
        w: Weights, any shape. May be updated in place.
        dw: Gradient of the loss without the penalty, same shape. Not modified.
        config: ``learning_rate`` (1e-3), ``weight_decay`` (1e-2), ``beta1`` (0.9), ``beta2`` (0.999), ``epsilon``
            (1e-8), the moments ``m`` and ``v`` (zeros) and the number of steps so far ``t`` (0). The last three are
            updated; t is increased before it is used.

    Returns:
        ``(next_w, config)``.
    """
    # <solution>
    config = _settings(w, config)
    return w - _adam(dw + config["weight_decay"] * w, config), config
    # </solution>


def adamw_step(w: Array, dw: Array, config: Config | None = None) -> tuple[Array, Config]:
    """One step of AdamW (Loshchilov & Hutter 2019, algorithm 2): decay that is decoupled from the gradient.

    ``next_w = w - learning_rate * weight_decay * w - (Adam's step for dw alone)``, as in PyTorch; both parts use the
    old w.

    Args:
        w: Weights, any shape. May be updated in place.
        dw: Gradient of the loss without any penalty, same shape. Not modified.
        config: As for ``adam_l2_step``.

    Returns:
        ``(next_w, config)``.
    """
    # <solution>
    config = _settings(w, config)
    return w - config["learning_rate"] * config["weight_decay"] * w - _adam(dw, config), config
    # </solution>


def soft_threshold(w: Array, t: float) -> Array:
    """Moves every weight towards 0 by t, and those that are nearer than t exactly to 0.

    This is the proximal step of the L1 penalty: the minimum over u of ``(u - w)**2 / 2 + t * |u|``.

    Args:
        w: Weights, any shape. Not modified.
        t: Threshold, 0 or more.

    Returns:
        Array of w's shape.
    """
    # <solution>
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)
    # </solution>


def ridge_closed_form(X: Array, y: Array, lam: float) -> Array:
    """The weights that minimise ``sum((X @ w - y)**2) / 2 + lam / 2 * sum(w**2)``.

    Args:
        X: Inputs (N, D).
        y: Targets (N,) or (N, K).
        lam: Strength, positive; D may then be larger than N.

    Returns:
        Weights (D,) or (D, K).
    """
    # <solution>
    return np.linalg.solve(X.T @ X + lam * np.eye(X.shape[1]), X.T @ y)
    # </solution>
