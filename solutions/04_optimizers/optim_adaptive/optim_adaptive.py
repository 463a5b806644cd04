"""Update rules with a step size of its own for every parameter.

The four rules share one interface: ``rule(w, dw, config=None) -> (next_w, config)``. ``config`` is a dict
that belongs to one parameter array: hyperparameters and whatever is remembered until the next step. Keys
that are missing get their default; arrays start at zero. All operations are elementwise.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Config = dict[str, Any]


def ema(prev: Array | float, x: Array | float, beta: float) -> Array | float:
    """One step of an exponential moving average: ``beta * prev + (1 - beta) * x``.

    Args:
        prev: The average so far, a number or an array.
        x: The new value, same shape.
        beta: How much of the old average stays, in [0, 1].

    Returns:
        The new average. Neither argument is modified.
    """
    # <solution>
    return beta * prev + (1 - beta) * x
    # </solution>


def adagrad(w: Array, dw: Array, config: Config | None = None) -> tuple[Array, Config]:
    """One step of Adagrad (Duchi, Hazan, Singer 2011).

    ``G = G + dw**2``, then ``next_w = w - learning_rate * dw / (sqrt(G) + epsilon)``.

    Args:
        w: Parameters, any shape, floating point. May be updated in place.
        dw: Gradient, same shape.
        config: ``learning_rate`` (default 1e-2), ``epsilon`` (1e-10), ``G`` (shape of ``w``, zeros).

    Returns:
        ``(next_w, config)``: new parameters, shape and dtype of ``w``, and the dict with the new ``G``.
    """
    # <solution>
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("epsilon", 1e-10)
    total = config.get("G", np.zeros_like(w)) + dw**2
    config["G"] = total
    return w - config["learning_rate"] * dw / (np.sqrt(total) + config["epsilon"]), config
    # </solution>


def adadelta(w: Array, dw: Array, config: Config | None = None) -> tuple[Array, Config]:
    """One step of Adadelta (Zeiler 2012, arXiv:1212.5701, algorithm 1).

    With ``RMS[a] = sqrt(E[a**2] + epsilon)`` (epsilon inside the root) and moving averages with ``rho``:
    ``Eg2`` takes in ``dw**2``; ``delta = -RMS[delta before] / RMS[dw] * dw``; ``Edx2`` takes in ``delta**2``;
    ``next_w = w + learning_rate * delta``.

    Args:
        w: Parameters, any shape, floating point. May be updated in place.
        dw: Gradient, same shape.
        config: ``learning_rate`` (default 1.0), ``rho`` (0.9), ``epsilon`` (1e-6), ``Eg2`` and ``Edx2``
            (shape of ``w``, zeros).

    Returns:
        ``(next_w, config)`` with the new ``Eg2`` and ``Edx2``.
    """
    # <solution>
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1.0)
    config.setdefault("rho", 0.9)
    config.setdefault("epsilon", 1e-6)
    rho, epsilon = config["rho"], config["epsilon"]
    steps = config.get("Edx2", np.zeros_like(w))
    gradients = ema(config.get("Eg2", np.zeros_like(w)), dw**2, rho)
    delta = -np.sqrt(steps + epsilon) / np.sqrt(gradients + epsilon) * dw
    config["Eg2"] = gradients
    config["Edx2"] = ema(steps, delta**2, rho)
    return w + config["learning_rate"] * delta, config
    # </solution>


def rmsprop(w: Array, dw: Array, config: Config | None = None) -> tuple[Array, Config]:
    """One step of RMSProp (Tieleman, Hinton 2012, lecture 6.5).

    ``cache`` is the moving average of ``dw**2`` with ``decay_rate``, then
    ``next_w = w - learning_rate * dw / (sqrt(cache) + epsilon)``.

    Args:
        w: Parameters, any shape, floating point. May be updated in place.
        dw: Gradient, same shape.
        config: ``learning_rate`` (default 1e-2), ``decay_rate`` (0.99), ``epsilon`` (1e-8), ``cache``
            (shape of ``w``, zeros).

    Returns:
        ``(next_w, config)`` with the new ``cache``.
    """
    # <solution>
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("decay_rate", 0.99)
    config.setdefault("epsilon", 1e-8)
    cache = ema(config.get("cache", np.zeros_like(w)), dw**2, config["decay_rate"])
    config["cache"] = cache
    return w - config["learning_rate"] * dw / (np.sqrt(cache) + config["epsilon"]), config
    # </solution>


def adam(w: Array, dw: Array, config: Config | None = None) -> tuple[Array, Config]:
    """One step of Adam (Kingma, Ba 2015, arXiv:1412.6980, algorithm 1).

    ``t = t + 1`` first. ``m`` and ``v`` are moving averages of ``dw`` (with ``beta1``) and ``dw**2`` (``beta2``);
    ``m_hat = m / (1 - beta1**t)``, ``v_hat = v / (1 - beta2**t)``;
    ``next_w = w - learning_rate * m_hat / (sqrt(v_hat) + epsilon)``. ``config`` keeps m and v, not the corrected ones.

    Args:
        w: Parameters, any shape, floating point. May be updated in place.
        dw: Gradient, same shape.
        config: ``learning_rate`` (default 1e-3), ``beta1`` (0.9), ``beta2`` (0.999), ``epsilon`` (1e-8), ``m`` and
            ``v`` (shape of ``w``, zeros), ``t`` (0): number of steps made so far.

    Returns:
        ``(next_w, config)`` with the new ``m``, ``v`` and ``t``.
    """
    # <solution>
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-3)
    config.setdefault("beta1", 0.9)
    config.setdefault("beta2", 0.999)
    config.setdefault("epsilon", 1e-8)
    beta1, beta2 = config["beta1"], config["beta2"]
    t = config.get("t", 0) + 1
    m = ema(config.get("m", np.zeros_like(w)), dw, beta1)
    v = ema(config.get("v", np.zeros_like(w)), dw**2, beta2)
    config["m"], config["v"], config["t"] = m, v, t
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - config["learning_rate"] * m_hat / (np.sqrt(v_hat) + config["epsilon"]), config
    # </solution>
