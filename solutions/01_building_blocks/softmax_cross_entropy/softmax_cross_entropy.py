"""Softmax, its logarithm, and the cross-entropy loss, stable for logits up to 1e4 in size.

``x`` are logits (scores before the softmax), any real numbers. Arguments are never modified.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def logsumexp(x: Array, axis: int = -1, keepdims: bool = False) -> Array:
    """``log(sum(exp(x)))`` along one axis.

    Args:
        x: Logits, any shape.
        axis: The axis that is summed.
        keepdims: Keep that axis, with length 1.

    Returns:
        Array of the shape of x without that axis (or with length 1 there).

    Source: the identity ``log sum exp(x) = m + log sum exp(x - m)`` for every m; Goodfellow et al., Deep Learning, 4.1.
    """
    # <solution>
    top = np.max(x, axis=axis, keepdims=True)
    out = top + np.log(np.sum(np.exp(x - top), axis=axis, keepdims=True))
    return out if keepdims else np.squeeze(out, axis=axis)
    # </solution>


def log_softmax(x: Array, axis: int = -1) -> Array:
    """``log(softmax(x))`` along one axis, finite also where the probability is too small to be represented.

    Args:
        x: Logits, any shape.
        axis: The axis of the classes.

    Returns:
        Array of the shape of x: ``x - logsumexp(x)``.
    """
    # <solution>
    return x - logsumexp(x, axis, True)
    # </solution>


def softmax(x: Array, axis: int = -1) -> Array:
    """Probabilities from logits: ``exp(x_k) / sum_j exp(x_j)`` along one axis.

    Args:
        x: Logits, any shape.
        axis: The axis of the classes.

    Returns:
        Array of the shape of x; non-negative, sums to 1 along ``axis``.

    Source: Goodfellow et al., Deep Learning, equation 6.29.
    """
    # <solution>
    return np.exp(log_softmax(x, axis))
    # </solution>


def softmax_loss(x: Array, y: Array) -> tuple[float, Array]:
    """Softmax followed by the cross-entropy with class labels, averaged over the batch (CS231n interface).

    Args:
        x: Logits, shape (N, C).
        y: Labels, shape (N,), integers in 0 ... C - 1.

    Returns:
        ``(loss, dx)``: the mean over the batch of ``-log softmax(x)[n, y[n]]``, and its gradient, shape (N, C).

    Source: CS231n notes, "Softmax classifier"; Goodfellow et al., Deep Learning, equations 6.30 to 6.33.
    """
    # <solution>
    rows = np.arange(x.shape[0])
    logp = log_softmax(x, 1)
    dx = np.exp(logp)
    dx[rows, y] -= 1
    return -float(np.mean(logp[rows, y])), dx / x.shape[0]
    # </solution>


def cross_entropy(p: Array, t: Array, eps: float = 1e-12) -> float:
    """Mean over the rows of ``-sum_k t_k log(p_k)``, where probabilities below eps count as eps.

    Args:
        p: Predicted probabilities, shape (N, C), rows sum to 1.
        t: True probabilities, shape (N, C): one-hot rows, or soft ones.
        eps: Smallest probability whose logarithm is taken.

    Returns:
        One number. There is no term for (1 - t): the classes exclude each other.

    Raises:
        ValueError: p and t have different shapes (nothing is broadcast).
    """
    # <solution>
    if np.shape(p) != np.shape(t):
        raise ValueError(f"p and t must have one shape: {np.shape(p)} and {np.shape(t)}")
    return -float(np.sum(t * np.log(np.maximum(p, eps)))) / len(p)
    # </solution>
