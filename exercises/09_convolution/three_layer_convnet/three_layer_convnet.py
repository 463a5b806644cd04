"""A small convolutional net as a class (interface of ``cnn.py`` and ``layer_utils.py`` in the CS231n assignments).

The single layers are given, as pairs of a forward and a backward function. What is left is to join them, to give every
parameter the right shape, and to collect every gradient. Images have the shape (N, C, H, W) throughout.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Cache = Any


# --- given layers --------------------------------------------------------------------------------


def conv_forward_fast(x: Array, w: Array, b: Array, conv_param: dict[str, int]) -> tuple[Array, Cache]:
    """Convolution of x (N, C, H, W) with w (F, C, HH, WW) and b (F,); ``conv_param``: ``stride`` and ``pad``."""
    stride, pad = conv_param["stride"], conv_param["pad"]
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, w.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    out = np.tensordot(windows, w, axes=((1, 4, 5), (1, 2, 3))).transpose(0, 3, 1, 2)
    return out + b.reshape(-1, 1, 1), (x, w, windows, conv_param)


def conv_backward_fast(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients ``(dx, dw, db)`` of the convolution, shaped like x, w and b."""
    x, w, windows, conv_param = cache
    stride, pad = conv_param["stride"], conv_param["pad"]
    (h, width), (rows, columns) = x.shape[2:], dout.shape[2:]
    dpadded = np.zeros((*x.shape[:2], h + 2 * pad, width + 2 * pad), dtype=dout.dtype)
    for u, v in np.ndindex(*w.shape[2:]):
        share = np.tensordot(dout, w[:, :, u, v], axes=(1, 0)).transpose(0, 3, 1, 2)
        dpadded[:, :, u : u + stride * rows : stride, v : v + stride * columns : stride] += share
    dw = np.tensordot(dout, windows, axes=((0, 2, 3), (0, 2, 3)))
    return dpadded[:, :, pad : pad + h, pad : pad + width], dw, dout.sum(axis=(0, 2, 3))


def max_pool_forward_fast(x: Array, pool_param: dict[str, int]) -> tuple[Array, Cache]:
    """Largest value of every window; ``pool_param``: ``pool_height``, ``pool_width`` and ``stride``."""
    size, stride = (pool_param["pool_height"], pool_param["pool_width"]), pool_param["stride"]
    windows = np.lib.stride_tricks.sliding_window_view(x, size, axis=(2, 3))[:, :, ::stride, ::stride]
    out = windows.max(axis=(4, 5))
    return out, (x, out, pool_param)


def max_pool_backward_fast(dout: Array, cache: Cache) -> Array:
    """Gradient of max pooling: to the largest value of every window."""
    x, out, pool_param = cache
    stride, dx = pool_param["stride"], np.zeros_like(x)
    rows, columns = out.shape[2:]
    for u, v in np.ndindex(pool_param["pool_height"], pool_param["pool_width"]):
        place = np.s_[:, :, u : u + stride * rows : stride, v : v + stride * columns : stride]
        dx[place] += dout * (x[place] == out)
    return dx


def affine_forward(x: Array, w: Array, b: Array) -> tuple[Array, Cache]:
    """x (N, d_1, ..., d_k), w (D, M), b (M,) -> out (N, M) = rows of x times w, plus b."""
    return x.reshape(x.shape[0], -1) @ w + b, (x, w)


def affine_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients ``(dx, dw, db)`` of the affine layer, shaped like x, w and b."""
    x, w = cache
    return (dout @ w.T).reshape(x.shape), x.reshape(x.shape[0], -1).T @ dout, dout.sum(axis=0)


def relu_forward(x: Array) -> tuple[Array, Cache]:
    """max(0, x), any shape."""
    return np.maximum(x, 0), x


def relu_backward(dout: Array, cache: Cache) -> Array:
    """``dout`` where the input was positive, 0 elsewhere."""
    return dout * (cache > 0)


def affine_relu_forward(x: Array, w: Array, b: Array) -> tuple[Array, Cache]:
    """An affine layer followed by a ReLU."""
    a, affine_cache = affine_forward(x, w, b)
    out, relu_cache = relu_forward(a)
    return out, (affine_cache, relu_cache)


def affine_relu_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients ``(dx, dw, db)`` of the pair: last layer first."""
    affine_cache, relu_cache = cache
    return affine_backward(relu_backward(dout, relu_cache), affine_cache)


def softmax_loss(x: Array, y: Array) -> tuple[float, Array]:
    """Mean cross-entropy of the softmax of raw scores x (N, C) against classes y (N,), and its gradient by x."""
    shifted = x - x.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    rows = np.arange(len(y))
    dx = np.exp(log_p)
    dx[rows, y] -= 1
    return -log_p[rows, y].mean(), dx / len(y)


# --- layers joined -------------------------------------------------------------------------------


def conv_relu_forward(x: Array, w: Array, b: Array, conv_param: dict[str, int]) -> tuple[Array, Cache]:
    """A convolution followed by a ReLU.

    Args:
        x: Images, shape (N, C, H, W). Not modified.
        w: Filters, shape (F, C, HH, WW).
        b: Biases, shape (F,).
        conv_param: ``{"stride": int, "pad": int}``.

    Returns:
        ``(out, cache)``: out of shape (N, F, H', W'), and whatever your backward pass needs.
    """
    raise NotImplementedError("conv_relu_forward")


def conv_relu_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients of the convolution-ReLU pair, by the chain rule: last layer first.

    Args:
        dout: Upstream gradient, shape (N, F, H', W'). Not modified.
        cache: What ``conv_relu_forward`` returned.

    Returns:
        ``(dx, dw, db)`` with the shapes of x, w and b.
    """
    raise NotImplementedError("conv_relu_backward")


def conv_relu_pool_forward(
    x: Array, w: Array, b: Array, conv_param: dict[str, int], pool_param: dict[str, int]
) -> tuple[Array, Cache]:
    """A convolution, a ReLU and max pooling, in this order.

    Args:
        x: Images, shape (N, C, H, W). Not modified.
        w: Filters, shape (F, C, HH, WW).
        b: Biases, shape (F,).
        conv_param: ``{"stride": int, "pad": int}``.
        pool_param: ``{"pool_height": int, "pool_width": int, "stride": int}``.

    Returns:
        ``(out, cache)``: out of shape (N, F, H'', W''), and whatever your backward pass needs.
    """
    raise NotImplementedError("conv_relu_pool_forward")


def conv_relu_pool_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients of the three layers, last layer first.

    Args:
        dout: Upstream gradient, shape (N, F, H'', W''). Not modified.
        cache: What ``conv_relu_pool_forward`` returned.

    Returns:
        ``(dx, dw, db)`` with the shapes of x, w and b.
    """
    raise NotImplementedError("conv_relu_pool_backward")


# --- the net -------------------------------------------------------------------------------------


class ThreeLayerConvNet:
    """conv - ReLU - 2x2 max pool - affine - ReLU - affine - softmax, with L2 regularisation of the weights."""

    params: dict[str, Array]

    def __init__(
        self,
        input_dim: tuple[int, int, int] = (3, 32, 32),
        num_filters: int = 32,
        filter_size: int = 7,
        hidden_dim: int = 100,
        num_classes: int = 10,
        weight_scale: float = 1e-3,
        reg: float = 0.0,
        dtype: Any = np.float32,
    ) -> None:
        """Initialise ``params``.

        W1, b1 belong to the convolution, W2, b2 to the hidden affine layer, W3, b3 to the last one. Weights are drawn
        by ``np.random`` from a normal distribution with mean 0 and standard deviation ``weight_scale``; biases are 0.
        Every array has the dtype ``dtype``. The convolution keeps height and width (see ``loss``); the pooling halves
        them, rounding down.

        Args:
            input_dim: (C, H, W) of one image.
            num_filters: Filters of the convolution.
            filter_size: Height and width of a filter, odd.
            hidden_dim: Units of the hidden affine layer.
            num_classes: Number of scores.
            weight_scale: Standard deviation of the weights.
            reg: Strength of the L2 regularisation.
            dtype: numpy dtype in which the net computes.
        """
        self.params = {}
        self.reg = reg
        self.dtype = dtype
        raise NotImplementedError("ThreeLayerConvNet.__init__")

    def loss(self, X: Array, y: Array | None = None) -> Any:
        """Scores, or loss and gradients.

        The convolution has stride 1 and padding (filter_size - 1) // 2, so it keeps height and width; the windows of
        the pooling are 2 x 2 with stride 2.

        ``L = softmax_loss(scores, y) + 1/2 * reg * (sum of all squared weights W1, W2, W3)``; no biases in the penalty.

        Args:
            X: Images, shape (N, C, H, W), in the dtype of the net.
            y: Classes, integers of shape (N,), or None.

        Returns:
            Without y: raw scores, shape (N, num_classes). With y: ``(loss, grads)``, grads with the keys of ``params``.

        Source: Goodfellow et al., Deep Learning, chapter 9 and algorithm 6.4; section 7.1.1 for the penalty.
        """
        raise NotImplementedError("ThreeLayerConvNet.loss")
