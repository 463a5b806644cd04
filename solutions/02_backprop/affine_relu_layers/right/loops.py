"""Everything with explicit loops over samples and units; caches are dictionaries."""

import numpy as np


def affine_forward(x, w, b):
    out = np.empty((len(x), w.shape[1]), dtype=np.result_type(x, w, b))
    for n in range(len(x)):
        for m in range(w.shape[1]):
            out[n, m] = (x[n].ravel() * w[:, m]).sum() + b[m]
    return out, {"x": x, "w": w}


def affine_backward(dout, cache):
    x, w = cache["x"], cache["w"]
    dx, dw, db = np.zeros_like(x), np.zeros_like(w), np.zeros(w.shape[1], w.dtype)
    for n in range(len(x)):
        row = np.zeros(w.shape[0], x.dtype)
        for m in range(w.shape[1]):
            row = row + dout[n, m] * w[:, m]
            dw[:, m] += dout[n, m] * x[n].ravel()
            db[m] += dout[n, m]
        dx[n] = row.reshape(x.shape[1:])
    return dx, dw, db


def relu_forward(x):
    out = x.copy()
    out[out < 0] = 0
    return out, {"on": x > 0}


def relu_backward(dout, cache):
    return dout * cache["on"]


def affine_relu_forward(x, w, b):
    out, cache = affine_forward(x, w, b)
    cache["on"] = out > 0
    return out * cache["on"], cache


def affine_relu_backward(dout, cache):
    return affine_backward(dout * cache["on"], cache)
