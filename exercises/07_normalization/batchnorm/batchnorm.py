"""Batch normalisation of (N, D) inputs, forward and backward (CS231n interface)."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Cache = tuple[Array, Array, Array]


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: dict[str, Any]) -> tuple[Array, Cache | None]:
    """Normalise every feature, then scale and shift it.

    Training: mu and var are mean and *biased* variance (divided by N) of the batch, per feature, and

        x_hat = (x - mu) / sqrt(var + eps),    out = gamma * x_hat + beta,
        running_mean = momentum * running_mean + (1 - momentum) * mu,    running_var likewise with var.

    Test mode: the same formula for x_hat with running_mean and running_var, which stay as they are.

    Args:
        x: Input, shape (N, D), floating point.
        gamma: Scale, shape (D,).
        beta: Shift, shape (D,).
        bn_param: ``mode``: ``"train"`` or ``"test"``; optional ``eps`` (1e-5), ``momentum`` (0.9),
            ``running_mean`` and ``running_var``, shape (D,), both 0 at first. The last two are updated in
            this very dict in training, and only there.

    Returns:
        ``(out, cache)``: out of shape (N, D), and whatever the backward pass of training needs.

    Raises:
        ValueError: for another mode.

    Source: Ioffe & Szegedy 2015 (arXiv:1502.03167), algorithm 1; running averages as in CS231n, assignment 2.
    """
    raise NotImplementedError("batchnorm_forward")


def batchnorm_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients of training mode, step by step through the graph x -> (mu, var) -> x_hat -> out.

    Args:
        dout: Upstream gradient, shape (N, D). Not modified.
        cache: What ``batchnorm_forward`` returned in training mode.

    Returns:
        ``(dx, dgamma, dbeta)`` of shapes (N, D), (D,), (D,). dx includes the paths through mu and var.

    Source: Ioffe & Szegedy 2015, section 3, the equations after algorithm 1.
    """
    raise NotImplementedError("batchnorm_backward")


def batchnorm_backward_alt(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """The same gradients, with the paths through x_hat, mu and var simplified into one expression for dx.

    Args:
        dout: Upstream gradient, shape (N, D). Not modified.
        cache: What ``batchnorm_forward`` returned in training mode.

    Returns:
        ``(dx, dgamma, dbeta)`` as ``batchnorm_backward``.

    Source: the equations of section 3 in Ioffe & Szegedy 2015, simplified on paper.
    """
    raise NotImplementedError("batchnorm_backward_alt")
