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
    # <solution>
    mode, eps = bn_param["mode"], bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros(x.shape[1], dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(x.shape[1], dtype=x.dtype))
    if mode == "train":
        mean, var = x.mean(axis=0), x.var(axis=0)
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mean
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * var
    elif mode == "test":
        mean, var = running_mean, running_var
    else:
        raise ValueError(f"mode is 'train' or 'test', not {mode!r}")
    inv_std = 1 / np.sqrt(var + eps)
    x_hat = (x - mean) * inv_std
    return gamma * x_hat + beta, (x_hat, gamma, inv_std)
    # </solution>


def batchnorm_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients of training mode, step by step through the graph x -> (mu, var) -> x_hat -> out.

    Args:
        dout: Upstream gradient, shape (N, D). Not modified.
        cache: What ``batchnorm_forward`` returned in training mode.

    Returns:
        ``(dx, dgamma, dbeta)`` of shapes (N, D), (D,), (D,). dx includes the paths through mu and var.

    Source: Ioffe & Szegedy 2015, section 3, the equations after algorithm 1.
    """
    # <solution>
    x_hat, gamma, inv_std = cache
    dbeta = dout.sum(axis=0)
    dgamma = (dout * x_hat).sum(axis=0)
    dx_hat = dout * gamma
    dvar = -(dx_hat * x_hat).sum(axis=0) * inv_std**2 / 2
    dmean = -dx_hat.sum(axis=0) * inv_std  # the path mu -> var adds nothing: the sum of x - mu is zero
    centred = x_hat / inv_std
    dx = dx_hat * inv_std + (2 * dvar * centred + dmean) / len(dout)
    return dx, dgamma, dbeta
    # </solution>


def batchnorm_backward_alt(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """The same gradients, with the paths through x_hat, mu and var simplified into one expression for dx.

    Args:
        dout: Upstream gradient, shape (N, D). Not modified.
        cache: What ``batchnorm_forward`` returned in training mode.

    Returns:
        ``(dx, dgamma, dbeta)`` as ``batchnorm_backward``.

    Source: the equations of section 3 in Ioffe & Szegedy 2015, simplified on paper.
    """
    # <solution>
    x_hat, gamma, inv_std = cache
    count = len(dout)  # dx below is the simplification of the paper's equations; see design.md for the derivation
    dbeta = dout.sum(axis=0)
    dgamma = (dout * x_hat).sum(axis=0)
    dx = gamma * inv_std / count * (count * dout - dbeta - x_hat * dgamma)
    return dx, dgamma, dbeta
    # </solution>
