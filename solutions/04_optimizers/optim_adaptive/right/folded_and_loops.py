"""Right: loops over elements, a copied config, and Adam with the corrections folded into the rate and epsilon."""

import math

import numpy as np

DEFAULTS = {
    "adagrad": {"learning_rate": 1e-2, "epsilon": 1e-10},
    "adadelta": {"learning_rate": 1.0, "rho": 0.9, "epsilon": 1e-6},
    "rmsprop": {"learning_rate": 1e-2, "decay_rate": 0.99, "epsilon": 1e-8},
    "adam": {"learning_rate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "t": 0},
}


def _begin(name, w, config, *arrays):
    config = {**DEFAULTS[name], **(config or {})}
    for key in arrays:
        config[key] = np.array(config[key]) if key in config else np.zeros(w.shape, w.dtype)
    return config, np.array(w)


def ema(prev, x, beta):
    return sum((beta * prev, (1.0 - beta) * x))


def adagrad(w, dw, config=None):
    config, out = _begin("adagrad", w, config, "G")
    for i in np.ndindex(w.shape):
        config["G"][i] += dw[i] ** 2
        out[i] -= config["learning_rate"] * dw[i] / (math.sqrt(config["G"][i]) + config["epsilon"])
    return out, config


def adadelta(w, dw, config=None):
    config, out = _begin("adadelta", w, config, "Eg2", "Edx2")
    rho, eps = config["rho"], config["epsilon"]
    for i in np.ndindex(w.shape):
        config["Eg2"][i] = rho * config["Eg2"][i] + (1 - rho) * dw[i] ** 2
        change = -math.sqrt((config["Edx2"][i] + eps) / (config["Eg2"][i] + eps)) * dw[i]
        config["Edx2"][i] = rho * config["Edx2"][i] + (1 - rho) * change**2
        out[i] += config["learning_rate"] * change
    return out, config


def rmsprop(w, dw, config=None):
    config, out = _begin("rmsprop", w, config, "cache")
    rate = config["decay_rate"]
    for i in np.ndindex(w.shape):
        config["cache"][i] = rate * config["cache"][i] + (1 - rate) * dw[i] ** 2
        out[i] -= config["learning_rate"] * dw[i] / (math.sqrt(config["cache"][i]) + config["epsilon"])
    return out, config


def adam(w, dw, config=None):
    config, out = _begin("adam", w, config, "m", "v")
    config["t"] += 1
    beta1, beta2, t = config["beta1"], config["beta2"], config["t"]
    root = math.sqrt(1 - beta2**t)
    rate = config["learning_rate"] * root / (1 - beta1**t)
    for i in np.ndindex(w.shape):
        config["m"][i] = beta1 * config["m"][i] + (1 - beta1) * dw[i]
        config["v"][i] = beta2 * config["v"][i] + (1 - beta2) * dw[i] ** 2
        out[i] -= rate * config["m"][i] / (math.sqrt(config["v"][i]) + config["epsilon"] * root)
    return out, config
