"""Recursion without an end."""


def batchnorm_forward(x, gamma, beta, bn_param):
    return batchnorm_forward(x, gamma, beta, bn_param)


def batchnorm_backward(dout, cache):
    return batchnorm_backward_alt(dout, cache)


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
