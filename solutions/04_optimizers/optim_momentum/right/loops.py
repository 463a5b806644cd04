"""Right: element by element, with the sign of the velocity turned around inside and back on the way out."""

import numpy as np


def _settings(config):
    config = {} if config is None else dict(config)
    return {"learning_rate": 1e-2, "momentum": 0.9, **config}


def sgd(w, dw, config=None):
    config = {"learning_rate": 1e-2, **(config or {})}
    out = np.empty_like(w)
    for index in np.ndindex(*w.shape):
        out[index] = w[index] - config["learning_rate"] * dw[index]
    return out, config


def sgd_momentum(w, dw, config=None):
    config = _settings(config)
    downhill = -config.get("velocity", np.zeros(w.shape, w.dtype))
    out, kept = np.empty_like(w), np.empty_like(w)
    for index in np.ndindex(*w.shape):
        speed = config["momentum"] * downhill[index] + config["learning_rate"] * dw[index]
        kept[index] = -speed
        out[index] = w[index] - speed
    config["velocity"] = kept
    return out, config


def sgd_nesterov(w, dw, config=None):
    config = _settings(config)
    mu, lr = config["momentum"], config["learning_rate"]
    old = config.get("velocity", np.zeros(w.shape, w.dtype))
    out, kept = np.empty_like(w), np.empty_like(w)
    for index in np.ndindex(*w.shape):
        theta = w[index] - mu * old[index]
        kept[index] = mu * old[index] - lr * dw[index]
        out[index] = theta + kept[index] + mu * kept[index]
    config["velocity"] = kept
    return out, config


def nesterov_lookahead(theta, v, grad_fn, lr, mu):
    provisional = theta + mu * v
    theta_new = provisional - lr * grad_fn(provisional)
    return theta_new, theta_new - theta
