"""Forward as in the paper, backward by walking the computation graph in reverse."""

import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param["mode"]
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    D = x.shape[1]
    running_mean = bn_param.get("running_mean", np.zeros(D, dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(D, dtype=x.dtype))
    if mode == "train":
        mu = x.mean(axis=0)
        centred = x - mu
        var = (centred**2).mean(axis=0)
        std = np.sqrt(var + eps)
        xhat = centred / std
        out = gamma * xhat + beta
        cache = (centred, std, xhat, gamma)
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mu
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * var
    elif mode == "test":
        std = np.sqrt(running_var + eps)
        xhat = (x - running_mean) / std
        out, cache = gamma * xhat + beta, (None, std, xhat, gamma)
    else:
        raise ValueError(f"unknown mode: {mode!r}")
    return out, cache


def batchnorm_backward(dout, cache):
    centred, std, xhat, gamma = cache
    N = dout.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dxhat = dout * gamma
    dstd = -(dxhat * centred).sum(axis=0) / std**2
    dvar = dstd / (2 * std)
    dcentred = dxhat / std + 2 * centred * dvar / N
    dx = dcentred - dcentred.mean(axis=0)
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    _, std, xhat, gamma = cache
    dbeta, dgamma = dout.sum(axis=0), (dout * xhat).sum(axis=0)
    N = dout.shape[0]
    return gamma / (N * std) * (N * dout - dbeta - xhat * dgamma), dgamma, dbeta
