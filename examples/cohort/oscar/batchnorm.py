"""Imports a file that was not handed in."""

from my_layers import normalise


def batchnorm_forward(x, gamma, beta, bn_param):
    return normalise(x, gamma, beta), None
