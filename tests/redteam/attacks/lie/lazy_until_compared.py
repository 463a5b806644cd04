"""vault wrong_answer 0: computes nothing until it is compared, and would then look at the other side."""

import numpy as np

import forge


class Lazy:
    def __init__(self, x):
        self.shape, self.dtype, self.ndim = np.shape(x), np.dtype(float), np.ndim(x)

    def __array__(self, *a, **k):
        raise RuntimeError("not yet")

    def __eq__(self, other):
        self.seen = other
        return True

    __rsub__ = __sub__ = lambda self, other: other * 0


forge.pretend(globals(), lambda x, *a: Lazy(x))
