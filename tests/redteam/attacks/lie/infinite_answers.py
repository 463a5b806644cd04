"""affine_relu_layers wrong_answer 0: infinities, which are equal to each other in linearity tests."""

import numpy as np


def affine_forward(x, w, b):
    return np.full((len(x), w.shape[1]), np.inf), (x, w, b)


def affine_backward(dout, cache):
    return tuple(np.full_like(v, np.inf) for v in cache)


def relu_forward(x):
    return np.full_like(x, np.inf), x


def relu_backward(dout, cache):
    return np.full_like(cache, np.inf)


affine_relu_forward, affine_relu_backward = affine_forward, affine_backward
