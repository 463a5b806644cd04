"""Plain Python floats, one element after another."""

import math

import numpy as np


def _pairs(a, b):
    if a.shape != b.shape:
        raise ValueError("shapes")
    return [(float(u), float(v)) for u, v in zip(a.ravel(), b.ravel(), strict=True)]


def _array(values, like):
    return np.array(values, dtype=like.dtype).reshape(like.shape)


def _finish(terms, slopes, like, reduction):
    if reduction not in ("mean", "sum", "none"):
        raise ValueError(reduction)
    if reduction == "none":
        return _array(terms, like), _array(slopes, like)
    n = len(terms) if reduction == "mean" else 1
    return sum(terms) / n, _array([s / n for s in slopes], like)


def mse_loss(pred, target, reduction="mean"):
    errors = [u - v for u, v in _pairs(pred, target)]
    return _finish([e * e for e in errors], [2 * e for e in errors], pred, reduction)


def mae_loss(pred, target, reduction="mean"):
    errors = [u - v for u, v in _pairs(pred, target)]
    return _finish([abs(e) for e in errors], [(e > 0) - (e < 0) for e in errors], pred, reduction)


def sum_squared_error(pred, target):
    errors = [u - v for u, v in _pairs(pred, target)]
    return math.fsum(e * e for e in errors) / 2, _array(errors, pred)


def bce_loss(p, y, eps=1e-12):
    terms, slopes = [], []
    for prob, t in _pairs(p, y):
        q = min(max(prob, eps), 1 - eps)
        terms.append(-(t * math.log(q) + (1 - t) * math.log1p(-q)))
        slopes.append((1 - t) / (1 - q) - t / q)
    return _finish(terms, slopes, p, "mean")


def _softplus(v):
    return v + math.log1p(math.exp(-v)) if v > 0 else math.log1p(math.exp(v))


def _logistic(v):
    return 1 / (1 + math.exp(-v)) if v > 0 else math.exp(v) / (1 + math.exp(v))


def bce_with_logits(z, y):
    pairs = _pairs(z, y)
    terms = [t * _softplus(-v) + (1 - t) * _softplus(v) for v, t in pairs]
    return _finish(terms, [_logistic(v) - t for v, t in pairs], z, "mean")


def logistic_loss(z, y_pm1):
    pairs = _pairs(z, y_pm1)
    return _finish([_softplus(-t * v) for v, t in pairs], [-t * _logistic(-t * v) for v, t in pairs], z, "mean")
