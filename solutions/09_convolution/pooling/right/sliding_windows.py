"""All windows at once as a view; gradients return through flat indices."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def _windows(x, pool_param):
    """View of shape (N, C, H', W', pool_height * pool_width)."""
    size, stride = (pool_param["pool_height"], pool_param["pool_width"]), pool_param["stride"]
    view = sliding_window_view(x, size, axis=(2, 3))[:, :, ::stride, ::stride]
    return view.reshape(*view.shape[:4], size[0] * size[1])


def max_pool_forward_naive(x, pool_param):
    windows = _windows(x, pool_param)
    pixels = _windows(np.arange(x.size).reshape(x.shape), pool_param)
    winner = np.take_along_axis(pixels, windows.argmax(axis=-1)[..., None], axis=-1)
    return windows.max(axis=-1), (winner[..., 0], x.shape)


def max_pool_backward_naive(dout, cache):
    winner, shape = cache
    dx = np.zeros(shape, dout.dtype)
    np.add.at(dx.reshape(-1), winner, dout)
    return dx


def avg_pool_forward(x, pool_param):
    return _windows(x, pool_param).mean(axis=-1), (_windows(np.arange(x.size).reshape(x.shape), pool_param), x.shape)


def avg_pool_backward(dout, cache):
    pixels, shape = cache
    shares = np.broadcast_to(dout[..., None] / pixels.shape[-1], pixels.shape)
    return np.bincount(pixels.ravel(), weights=shares.ravel(), minlength=int(np.prod(shape))).reshape(shape)


def global_avg_pool_forward(x):
    return np.einsum("nchw->nc", x) / (x.shape[2] * x.shape[3]), x.shape


def global_avg_pool_backward(dout, cache):
    n, c, h, w = cache
    return np.repeat(dout / (h * w), h * w).reshape(n, c, h, w)
