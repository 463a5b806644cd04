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


def sigmoid_forward(x: Array) -> tuple[Array, Any]:
    """Logistic sigmoid, ``1 / (1 + exp(-x))``.

    Args:
        x: Any shape.

    Returns:
        ``(out, cache)``: out of the shape of x, values in [0, 1], and whatever the backward pass needs.

    Source: Goodfellow et al., Deep Learning, section 6.3.2.
    """
    raise NotImplementedError("sigmoid_forward")


def sigmoid_backward(dout: Array, cache: Any) -> Array:
    """Gradient of the sigmoid: ``dout * s * (1 - s)`` with the output s.

    Args:
        dout: Upstream gradient, of the shape of out.
        cache: From ``sigmoid_forward``.

    Returns:
        dx, of the shape of x.
    """
    raise NotImplementedError("sigmoid_backward")


def tanh_forward(x: Array) -> tuple[Array, Any]:
    """Hyperbolic tangent, ``(exp(x) - exp(-x)) / (exp(x) + exp(-x)) = 2 sigmoid(2x) - 1``.

    Args:
        x: Any shape.

    Returns:
        ``(out, cache)``: out of the shape of x, values in [-1, 1].

    Source: Goodfellow et al., Deep Learning, section 6.3.2.
    """
    raise NotImplementedError("tanh_forward")


def tanh_backward(dout: Array, cache: Any) -> Array:
    """Gradient of tanh: ``dout * (1 - t^2)`` with the output t. Returns dx, of the shape of x."""
    raise NotImplementedError("tanh_backward")


def relu_forward(x: Array) -> tuple[Array, Any]:
    """Rectified linear unit, ``max(0, x)``; unbounded above.

    Args:
        x: Any shape.

    Returns:
        ``(out, cache)``: out of the shape of x.

    Source: Goodfellow et al., Deep Learning, section 6.3.1.
    """
    raise NotImplementedError("relu_forward")


def relu_backward(dout: Array, cache: Any) -> Array:
    """Gradient of ReLU: dout where ``x > 0``, else 0 (also at exactly 0). Returns dx, of the shape of x."""
    raise NotImplementedError("relu_backward")


def leaky_relu_forward(x: Array, alpha: float = 0.01) -> tuple[Array, Any]:
    """Leaky ReLU: x where ``x > 0``, else ``alpha * x``.

    Args:
        x: Any shape.
        alpha: Slope on the negative side, small and positive.

    Returns:
        ``(out, cache)``: out of the shape of x.

    Source: Maas, Hannun, Ng, Rectifier Nonlinearities Improve Neural Network Acoustic Models, 2013.
    """
    raise NotImplementedError("leaky_relu_forward")


def leaky_relu_backward(dout: Array, cache: Any) -> Array:
    """Gradient of leaky ReLU: dout where ``x > 0``, else ``alpha * dout`` (also at 0). Returns dx, shape of x."""
    raise NotImplementedError("leaky_relu_backward")


def elu_forward(x: Array, alpha: float = 1.0) -> tuple[Array, Any]:
    """Exponential linear unit: x where ``x > 0``, else ``alpha * (exp(x) - 1)``.

    Args:
        x: Any shape.
        alpha: The output tends to -alpha for very negative x.

    Returns:
        ``(out, cache)``: out of the shape of x.

    Source: Clevert, Unterthiner, Hochreiter, Fast and Accurate Deep Network Learning by ELUs, 2016, equation 15.
    """
    raise NotImplementedError("elu_forward")


def elu_backward(dout: Array, cache: Any) -> Array:
    """Gradient of ELU: dout where ``x > 0``, else ``dout * alpha * exp(x)``. Returns dx, of the shape of x."""
    raise NotImplementedError("elu_backward")


def selu_forward(x: Array) -> tuple[Array, Any]:
    """Scaled ELU: ``SELU_SCALE * elu(x, SELU_ALPHA)``, which keeps mean 0 and variance 1 of a standard normal input.

    Args:
        x: Any shape.

    Returns:
        ``(out, cache)``: out of the shape of x.

    Source: Klambauer, Unterthiner, Mayr, Hochreiter, Self-Normalizing Neural Networks, 2017, equation 2.
    """
    raise NotImplementedError("selu_forward")


def selu_backward(dout: Array, cache: Any) -> Array:
    """Gradient of SELU. Returns dx, of the shape of x."""
    raise NotImplementedError("selu_backward")


def softplus_forward(x: Array) -> tuple[Array, Any]:
    """Softplus, ``log(1 + exp(x))``: a smooth ReLU.

    Args:
        x: Any shape.

    Returns:
        ``(out, cache)``: out of the shape of x, positive values.

    Source: Dugas et al., Incorporating Second-Order Functional Knowledge for Better Option Pricing, 2001.
    """
    raise NotImplementedError("softplus_forward")


def softplus_backward(dout: Array, cache: Any) -> Array:
    """Gradient of softplus: ``dout * sigmoid(x)``. Returns dx, of the shape of x."""
    raise NotImplementedError("softplus_backward")


def prelu_forward(x: Array, a: Array) -> tuple[Array, Any]:
    """Leaky ReLU whose slope is learned: x where ``x > 0``, else ``a * x``.

    Args:
        x: Any shape; with one slope per channel (N, C) or (N, C, ...).
        a: Slope, shape () for all of x, or (C,) for the channels on axis 1.

    Returns:
        ``(out, cache)``: out of the shape of x.

    Source: He, Zhang, Ren, Sun, Delving Deep into Rectifiers, 2015, equation 1.
    """
    raise NotImplementedError("prelu_forward")


def prelu_backward(dout: Array, cache: Any) -> tuple[Array, Array]:
    """Gradients of PReLU.

    Args:
        dout: Upstream gradient, of the shape of out.
        cache: From ``prelu_forward``.

    Returns:
        ``(dx, da)``: dx of the shape of x; da of the shape of a, a sum over everything that shares one slope.

    Source: He et al., 2015, equations 2 and 3.
    """
    raise NotImplementedError("prelu_backward")
