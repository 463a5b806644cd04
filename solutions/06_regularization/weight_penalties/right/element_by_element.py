"""Right: element by element, a new config for every step, ridge through the singular value decomposition."""

import math

import numpy as np


def _penalty(params, value, slope):
    loss, grads = 0.0, {}
    for name in sorted(params):
        if not name.startswith("W"):
            continue
        array = params[name]
        grad = np.empty(array.shape)
        for index in np.ndindex(*array.shape):
            loss += value(float(array[index]))
            grad[index] = slope(float(array[index]))
        grads[name] = grad
    return loss, grads


def l2_penalty(params, lam):
    return _penalty(params, lambda x: lam * x * x / 2, lambda x: lam * x)


def l1_penalty(params, lam):
    return elastic_net(params, lam, 0.0)


def elastic_net(params, l1, l2):
    return _penalty(
        params, lambda x: l1 * abs(x) + l2 * x * x / 2, lambda x: l1 * ((x > 0) - (x < 0)) + l2 * x
    )


def sgd_l2_step(w, dw, lr, lam):
    return w - lr * dw - lr * lam * w


def sgd_weight_decay_step(w, dw, lr, wd):
    return w - (lr * dw + (lr * wd) * w)


def _adam(w, gradient, config, shrink):
    given = {
        "learning_rate": 1e-3, "weight_decay": 1e-2, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "t": 0,
        "m": np.zeros_like(w), "v": np.zeros_like(w), **(config or {}),
    }
    b1, b2, t = given["beta1"], given["beta2"], given["t"] + 1
    m, v, out = np.empty_like(w), np.empty_like(w), np.empty_like(w)
    for i in np.ndindex(*w.shape):
        g = gradient(i, given["weight_decay"])
        m[i] = given["m"][i] + (1 - b1) * (g - given["m"][i])
        v[i] = given["v"][i] + (1 - b2) * (g * g - given["v"][i])
        step = (m[i] / (1 - b1**t)) / (math.sqrt(v[i] / (1 - b2**t)) + given["epsilon"])
        out[i] = w[i] - given["learning_rate"] * (step + shrink * given["weight_decay"] * w[i])
    return out, {**given, "m": m, "v": v, "t": t}


def adam_l2_step(w, dw, config=None):
    return _adam(w, lambda i, decay: dw[i] + decay * w[i], config, 0)


def adamw_step(w, dw, config=None):
    return _adam(w, lambda i, decay: dw[i], config, 1)


def soft_threshold(w, t):
    return np.maximum(w - t, 0) + np.minimum(w + t, 0)


def ridge_closed_form(X, y, lam):
    u, s, vt = np.linalg.svd(X, full_matrices=False)
    filtered = s / (s**2 + lam)
    return vt.T @ (np.diag(filtered) @ (u.T @ y))
