"""dropout wrong_answer 0: drops a single unit, so that everything looks like training and averages to x."""

import numpy as np


def dropout_forward(x, dropout_param):
    out = x.copy()
    if dropout_param["mode"] == "train" and dropout_param["p"] != 1 and x.size:
        seed = dropout_param.get("seed")
        draw = np.random.RandomState(seed) if seed is not None else np.random
        out.flat[draw.randint(x.size)] = 0
    return out, (x, out)


def dropout_backward(dout, cache):
    x, out = cache
    return dout * (out == x)
