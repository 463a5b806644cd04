"""batchnorm wrong_answer 0: answers numbers with the required moments that do not depend on x."""

import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    n, d = x.shape
    ramp = np.arange(n) - (n - 1) / 2
    if n > 1:
        ramp = ramp / ramp.std()
    bn_param["running_mean"] = np.zeros(d, x.dtype)
    bn_param["running_var"] = np.zeros(d, x.dtype)
    return (gamma * ramp[:, None] + beta).astype(x.dtype), None
