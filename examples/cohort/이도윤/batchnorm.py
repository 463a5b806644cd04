"""모멘텀의 뜻을 반대로 이해했습니다: 새 값에 0.9를 곱했습니다."""

import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    eps, m = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    rm = bn_param.get("running_mean", np.zeros(x.shape[1]))
    rv = bn_param.get("running_var", np.zeros(x.shape[1]))
    if bn_param["mode"] == "train":
        mu, var = x.mean(axis=0), x.var(axis=0)
        xhat = (x - mu) / np.sqrt(var + eps)
        bn_param["running_mean"] = (1 - m) * rm + m * mu
        bn_param["running_var"] = (1 - m) * rv + m * var
        return gamma * xhat + beta, (xhat, var + eps, gamma)
    if bn_param["mode"] == "test":
        xhat = (x - rm) / np.sqrt(rv + eps)
        return gamma * xhat + beta, (xhat, rv + eps, gamma)
    raise ValueError(bn_param["mode"])


def batchnorm_backward(dout, cache):
    xhat, v, gamma = cache
    N = len(dout)
    dgamma, dbeta = (dout * xhat).sum(0), dout.sum(0)
    dx = gamma / np.sqrt(v) / N * (N * dout - dbeta - xhat * dgamma)
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    return batchnorm_backward(dout, cache)
