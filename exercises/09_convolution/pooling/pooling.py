"""Pooling layers, forward and backward (max pooling has the interface of the CS231n course).

Shapes: N images, C channels, H x W pixels. A pooling layer looks at every channel alone, has no padding here
and no parameters at all. ``pool_param`` is ``{"pool_height": int, "pool_width": int, "stride": int}``, and the
output has H' = 1 + floor((H - pool_height) / stride) rows (columns W' in the same way).
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Cache = tuple[Array, dict[str, int]]


def max_pool_forward_naive(x: Array, pool_param: dict[str, int]) -> tuple[Array, Cache]:
    """The largest value of every window.

    ``out[n, c, i, j] = max over u, v of x[n, c, i * stride + u, j * stride + v]``

    Source: Goodfellow, Bengio, Courville, Deep Learning, section 9.3.

    Args:
        x: Images, shape (N, C, H, W), float64. It is not modified.
        pool_param: Size of the window and stride; the stride may be smaller or larger than the window.

    Returns:
        ``(out, cache)``: out of shape (N, C, H', W') and x's dtype; cache is whatever your backward pass
        needs, for example ``(x, pool_param)``.
    """
    raise NotImplementedError("max_pool_forward_naive")


def max_pool_backward_naive(dout: Array, cache: Cache) -> Array:
    """Gradient of max pooling: each window hands its gradient to the pixel that was its maximum.

    ``dx[n, c, i * stride + u, j * stride + v] += dout[n, c, i, j]`` at the (u, v) where window (i, j) is largest.
    Windows may overlap. What happens when the largest value occurs twice in a window is up to you.

    Args:
        dout: Upstream gradient, shape (N, C, H', W'). It is not modified.
        cache: What your forward pass returned.

    Returns:
        dx of shape (N, C, H, W).
    """
    raise NotImplementedError("max_pool_backward_naive")


def avg_pool_forward(x: Array, pool_param: dict[str, int]) -> tuple[Array, Any]:
    """The mean of every window.

    ``out[n, c, i, j] = sum over u, v of x[n, c, i * stride + u, j * stride + v] / (pool_height * pool_width)``

    Arguments and return values are those of ``max_pool_forward_naive``.
    """
    raise NotImplementedError("avg_pool_forward")


def avg_pool_backward(dout: Array, cache: Any) -> Array:
    """Gradient of average pooling: each window shares its gradient equally among its pixels.

    ``dx[n, c, i * stride + u, j * stride + v] += dout[n, c, i, j] / (pool_height * pool_width)`` for all u, v.

    Args:
        dout: Upstream gradient, shape (N, C, H', W'). It is not modified.
        cache: What your forward pass returned.

    Returns:
        dx of shape (N, C, H, W).
    """
    raise NotImplementedError("avg_pool_backward")


def global_avg_pool_forward(x: Array) -> tuple[Array, Any]:
    """The mean of every channel: one number per map, whatever the size of the image.

    ``out[n, c] = sum over i, j of x[n, c, i, j] / (H * W)``

    Source: Lin, Chen, Yan 2013, Network in Network, section 3.2.

    Args:
        x: Images, shape (N, C, H, W), float64. It is not modified.

    Returns:
        ``(out, cache)``: out of shape (N, C) and x's dtype; cache is whatever your backward pass needs.
    """
    raise NotImplementedError("global_avg_pool_forward")


def global_avg_pool_backward(dout: Array, cache: Any) -> Array:
    """Gradient of global average pooling: ``dx[n, c, i, j] = dout[n, c] / (H * W)``.

    Args:
        dout: Upstream gradient, shape (N, C). It is not modified.
        cache: What your forward pass returned.

    Returns:
        dx of shape (N, C, H, W).
    """
    raise NotImplementedError("global_avg_pool_backward")
