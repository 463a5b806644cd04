"""Update rules with and without velocity.

The first three functions share one interface: ``rule(w, dw, config=None) -> (next_w, config)``.
``config`` is a dict that belongs to one parameter: it holds the hyperparameters and whatever the rule
has to remember until the next step. Keys that are missing get their default.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Config = dict[str, Any]


def sgd(w: Array, dw: Array, config: Config | None = None) -> tuple[Array, Config]:
    """One step of gradient descent: ``next_w = w - learning_rate * dw``.

    Args:
        w: Parameters, any shape, floating point. May be updated in place.
        dw: Gradient of the loss at ``w``, same shape.
        config: ``learning_rate`` (default 1e-2).

    Returns:
        ``(next_w, config)``: the new parameters, shape and dtype of ``w``, and the same dict.
    """
    # <solution>
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    return w - config["learning_rate"] * dw, config
    # </solution>


def sgd_momentum(w: Array, dw: Array, config: Config | None = None) -> tuple[Array, Config]:
    """One step with classical momentum (Polyak 1964; Sutskever et al. 2013, eq. 1 and 2).

    ``v = momentum * v - learning_rate * dw``, then ``next_w = w + v``.

    Args:
        w: Parameters, any shape, floating point. May be updated in place.
        dw: Gradient of the loss at ``w``, same shape.
        config: ``learning_rate`` (default 1e-2), ``momentum`` (default 0.9) and ``velocity``
            (shape of ``w``, default zeros), in which the new ``v`` is stored.

    Returns:
        ``(next_w, config)``.
    """
    # <solution>
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    velocity = config.get("velocity", np.zeros_like(w))
    velocity = config["momentum"] * velocity - config["learning_rate"] * dw
    config["velocity"] = velocity
    return w + velocity, config
    # </solution>


def sgd_nesterov(w: Array, dw: Array, config: Config | None = None) -> tuple[Array, Config]:
    """One step with Nesterov momentum, written so that one gradient at ``w`` is enough.

    ``v_new = momentum * v - learning_rate * dw``, then
    ``next_w = w - momentum * v + (1 + momentum) * v_new`` (Bengio et al. 2012, arXiv:1212.0901, section 3.5).
    Here ``w`` stands for the point ahead, ``theta + momentum * v``, of ``nesterov_lookahead``.

    Args:
        w: Parameters, any shape, floating point. May be updated in place.
        dw: Gradient of the loss at ``w``, same shape.
        config: The keys and defaults of ``sgd_momentum``.

    Returns:
        ``(next_w, config)``.
    """
    # <solution>
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("momentum", 0.9)
    before = config.get("velocity", np.zeros_like(w))
    momentum = config["momentum"]
    velocity = momentum * before - config["learning_rate"] * dw
    config["velocity"] = velocity
    return w - momentum * before + (1 + momentum) * velocity, config
    # </solution>


def nesterov_lookahead(
    theta: Array, v: Array, grad_fn: Callable[[Array], Array], lr: float, mu: float
) -> tuple[Array, Array]:
    """One step of Nesterov's method as it is defined (Sutskever et al. 2013, eq. 3 and 4).

    ``v_new = mu * v - lr * grad_fn(theta + mu * v)``, then ``theta_new = theta + v_new``.

    Args:
        theta: Parameters, any shape, float64. Not modified.
        v: Velocity, shape of ``theta``. Not modified.
        grad_fn: Gradient of the loss at a point of ``theta``'s shape. Called once.
        lr: Learning rate.
        mu: Momentum.

    Returns:
        ``(theta_new, v_new)``.
    """
    # <solution>
    v_new = mu * v - lr * grad_fn(theta + mu * v)
    return theta + v_new, v_new
    # </solution>
