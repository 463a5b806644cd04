import numpy as np


def conv_forward_naive(x, w, b, conv_param)
    out = np.zeros((x.shape[0], w.shape[0], x.shape[2], x.shape[3]))
    return out, (x, w, b, conv_param)
