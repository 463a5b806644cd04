"""닫힌 형태의 역전파를 두 함수에서 같이 씁니다."""

import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    m = bn_param.get("momentum", 0.9)
    rm = bn_param.setdefault("running_mean", np.zeros(x.shape[1], dtype=x.dtype))
    rv = bn_param.setdefault("running_var", np.zeros(x.shape[1], dtype=x.dtype))
    if bn_param["mode"] == "train":
        mu, var = x.mean(0), x.var(0)
        inv = 1.0 / np.sqrt(var + eps)
        xhat = (x - mu) * inv
        bn_param["running_mean"] = m * rm + (1 - m) * mu
        bn_param["running_var"] = m * rv + (1 - m) * var
        return gamma * xhat + beta, (xhat, inv, gamma)
    if bn_param["mode"] == "test":
        inv = 1.0 / np.sqrt(rv + eps)
        xhat = (x - rm) * inv
        return gamma * xhat + beta, (xhat, inv, gamma)
    raise ValueError("mode는 train 또는 test여야 합니다")


def batchnorm_backward(dout, cache):
    xhat, inv, gamma = cache
    dgamma, dbeta = np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)
    g = dout * gamma
    dx = inv * (g - g.mean(0) - xhat * (g * xhat).mean(0))
    return dx, dgamma, dbeta


batchnorm_backward_alt = batchnorm_backward
