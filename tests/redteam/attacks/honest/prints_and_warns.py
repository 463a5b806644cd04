"""optim_momentum accepted full: prints and warns in every call, recurses, sorts lists, catches its own errors."""

import sys
import warnings

import numpy as np

sys.setrecursionlimit(5000)
np.seterr(all="raise")


def deep(n):
    return n if n == 0 else deep(n - 1)


# <reference>

_sgd = sgd


def sgd(w, dw, config=None):
    print("w", w.shape, "dw", dw.shape, "안녕하세요")
    warnings.warn("learning")
    deep(2000)
    try:
        {}["x"]
    except KeyError:
        pass
    return _sgd(w, dw, config)
