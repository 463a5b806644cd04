"""Activation functions as forward and backward pairs, in the manner of the CS231n layers.

Every forward function returns ``(out, cache)``, every backward function takes ``(dout, cache)`` and returns the
gradient with respect to the input. ``x`` has any shape, also ``()`` and empty ones. float32 stays float32, integers
become float64. Arguments are never modified, and no function overflows for inputs up to 1e4 in size.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

SELU_SCALE = 1.0507009873554805
"""lambda of SELU (Klambauer et al., 2017, equation 14)."""
SELU_ALPHA = 1.6732632423543772
"""alpha of SELU (the same)."""


# <solution>
def _floating(x: Array) -> Array:
    """``x`` as it is when it holds floating-point numbers, otherwise as float64."""
    x = np.asarray(x)
    return x if x.dtype.kind == "f" else x.astype(np.float64)


def _sigmoid(x: Array) -> Array:
    """The exponent is never positive, so that nothing overflows."""
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1 / (1 + e), e / (1 + e))


# </solution>


def sigmoid_forward(x: Array) -> tuple[Array, Any]:
    """Logistic sigmoid, ``1 / (1 + exp(-x))``.

    Args:
        x: Any shape.

    Returns:
        ``(out, cache)``: out of the shape of x, values in [0, 1], and whatever the backward pass needs.

    Source: Goodfellow et al., Deep Learning, section 6.3.2.
    """
    # <solution>
    out = _sigmoid(_floating(x))
    return out, out
    # </solution>


def sigmoid_backward(dout: Array, cache: Any) -> Array:
    """Gradient of the sigmoid: ``dout * s * (1 - s)`` with the output s.

    Args:
        dout: Upstream gradient, of the shape of out.
        cache: From ``sigmoid_forward``.

    Returns:
        dx, of the shape of x.
    """
    # <solution>
    return dout * cache * (1 - cache)
    # </solution>


def tanh_forward(x: Array) -> tuple[Array, Any]:
    """Hyperbolic tangent, ``(exp(x) - exp(-x)) / (exp(x) + exp(-x)) = 2 sigmoid(2x) - 1``.

    Args:
        x: Any shape.

    Returns:
        ``(out, cache)``: out of the shape of x, values in [-1, 1].

    Source: Goodfellow et al., Deep Learning, section 6.3.2.
    """
    # <solution>
    out = np.tanh(_floating(x))
    return out, out
    # </solution>


def tanh_backward(dout: Array, cache: Any) -> Array:
    """Gradient of tanh: ``dout * (1 - t^2)`` with the output t. Returns dx, of the shape of x."""
    # <solution>
    return dout * (1 - cache * cache)
    # </solution>


def relu_forward(x: Array) -> tuple[Array, Any]:
    """Rectified linear unit, ``max(0, x)``; unbounded above.

    Args:
        x: Any shape.

    Returns:
        ``(out, cache)``: out of the shape of x.

    Source: Goodfellow et al., Deep Learning, section 6.3.1.
    """
    # <solution>
    x = _floating(x)
    return np.maximum(x, 0), x
    # </solution>


def relu_backward(dout: Array, cache: Any) -> Array:
    """Gradient of ReLU: dout where ``x > 0``, else 0 (also at exactly 0). Returns dx, of the shape of x."""
    # <solution>
    return dout * (cache > 0)
    # </solution>


def leaky_relu_forward(x: Array, alpha: float = 0.01) -> tuple[Array, Any]:
    """Leaky ReLU: x where ``x > 0``, else ``alpha * x``.

    Args:
        x: Any shape.
        alpha: Slope on the negative side, small and positive.

    Returns:
        ``(out, cache)``: out of the shape of x.

    Source: Maas, Hannun, Ng, Rectifier Nonlinearities Improve Neural Network Acoustic Models, 2013.
    """
    # <solution>
    x = _floating(x)
    return np.where(x > 0, x, alpha * x), (x, alpha)
    # </solution>


def leaky_relu_backward(dout: Array, cache: Any) -> Array:
    """Gradient of leaky ReLU: dout where ``x > 0``, else ``alpha * dout`` (also at 0). Returns dx, shape of x."""
    # <solution>
    x, alpha = cache
    return np.where(x > 0, dout, alpha * dout)
    # </solution>


def elu_forward(x: Array, alpha: float = 1.0) -> tuple[Array, Any]:
    """Exponential linear unit: x where ``x > 0``, else ``alpha * (exp(x) - 1)``.

    Args:
        x: Any shape.
        alpha: The output tends to -alpha for very negative x.

    Returns:
        ``(out, cache)``: out of the shape of x.

    Source: Clevert, Unterthiner, Hochreiter, Fast and Accurate Deep Network Learning by ELUs, 2016, equation 15.
    """
    # <solution>
    x = _floating(x)
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0))), (x, alpha)
    # </solution>


def elu_backward(dout: Array, cache: Any) -> Array:
    """Gradient of ELU: dout where ``x > 0``, else ``dout * alpha * exp(x)``. Returns dx, of the shape of x."""
    # <solution>
    x, alpha = cache
    return np.where(x > 0, dout, dout * alpha * np.exp(np.minimum(x, 0)))
    # </solution>


def selu_forward(x: Array) -> tuple[Array, Any]:
    """Scaled ELU: ``SELU_SCALE * elu(x, SELU_ALPHA)``, which keeps mean 0 and variance 1 of a standard normal input.

    Args:
        x: Any shape.

    Returns:
        ``(out, cache)``: out of the shape of x.

    Source: Klambauer, Unterthiner, Mayr, Hochreiter, Self-Normalizing Neural Networks, 2017, equation 2.
    """
    # <solution>
    out, cache = elu_forward(x, SELU_ALPHA)
    return SELU_SCALE * out, cache
    # </solution>


def selu_backward(dout: Array, cache: Any) -> Array:
    """Gradient of SELU. Returns dx, of the shape of x."""
    # <solution>
    return SELU_SCALE * elu_backward(dout, cache)
    # </solution>


def softplus_forward(x: Array) -> tuple[Array, Any]:
    """Softplus, ``log(1 + exp(x))``: a smooth ReLU.

    Args:
        x: Any shape.

    Returns:
        ``(out, cache)``: out of the shape of x, positive values.

    Source: Dugas et al., Incorporating Second-Order Functional Knowledge for Better Option Pricing, 2001.
    """
    # <solution>
    x = _floating(x)
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x))), x
    # </solution>


def softplus_backward(dout: Array, cache: Any) -> Array:
    """Gradient of softplus: ``dout * sigmoid(x)``. Returns dx, of the shape of x."""
    # <solution>
    return dout * _sigmoid(cache)
    # </solution>


def prelu_forward(x: Array, a: Array) -> tuple[Array, Any]:
    """Leaky ReLU whose slope is learned: x where ``x > 0``, else ``a * x``.

    Args:
        x: Any shape; with one slope per channel (N, C) or (N, C, ...).
        a: Slope, shape () for all of x, or (C,) for the channels on axis 1.

    Returns:
        ``(out, cache)``: out of the shape of x.

    Source: He, Zhang, Ren, Sun, Delving Deep into Rectifiers, 2015, equation 1.
    """
    # <solution>
    x, a = _floating(x), _floating(a)
    slopes = a.reshape(1, -1, *[1] * (x.ndim - 2)) if a.ndim else a
    return np.where(x > 0, x, slopes * x).astype(x.dtype), (x, a, slopes)
    # </solution>


def prelu_backward(dout: Array, cache: Any) -> tuple[Array, Array]:
    """Gradients of PReLU.

    Args:
        dout: Upstream gradient, of the shape of out.
        cache: From ``prelu_forward``.

    Returns:
        ``(dx, da)``: dx of the shape of x; da of the shape of a, a sum over everything that shares one slope.

    Source: He et al., 2015, equations 2 and 3.
    """
    # <solution>
    x, a, slopes = cache
    dx = np.where(x > 0, dout, slopes * dout).astype(x.dtype)
    shared = tuple(i for i in range(x.ndim) if i != 1 or a.ndim == 0)
    return dx, np.sum(np.where(x > 0, 0, x * dout), axis=shared)
    # </solution>
