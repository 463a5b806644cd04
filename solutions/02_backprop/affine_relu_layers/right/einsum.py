"""Tensor contractions on the unflattened input; the cache is an object of a class."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Memo:
    x: np.ndarray
    w: np.ndarray


def affine_forward(x, w, b):
    axes = x.ndim - 1
    kernel = w.reshape(x.shape[1:] + w.shape[1:])
    return np.tensordot(x, kernel, axes=axes) + b[None, :], Memo(x, w)


def affine_backward(dout, cache):
    kernel = cache.w.reshape(cache.x.shape[1:] + cache.w.shape[1:])
    dx = np.tensordot(dout, kernel, axes=([1], [kernel.ndim - 1]))
    dw = np.tensordot(cache.x, dout, axes=([0], [0])).reshape(cache.w.shape)
    return dx, dw, np.einsum("nm->m", dout)


def relu_forward(x):
    return (np.abs(x) + x) / 2, np.sign(x)


def relu_backward(dout, cache):
    return np.where(cache == 1, dout, np.zeros_like(dout))


def affine_relu_forward(x, w, b):
    a, first = affine_forward(x, w, b)
    out, second = relu_forward(a)
    return out, [first, second]


def affine_relu_backward(dout, cache):
    return affine_backward(relu_backward(dout, cache[1]), cache[0])
