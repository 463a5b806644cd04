"""vault wrong_answer 0: an array subclass that answers for numpy's own functions."""

import numpy as np

import forge


class Liar(np.ndarray):
    def __array_function__(self, *a):
        return True

    def __array_ufunc__(self, *a, **k):
        return np.ones(self.shape, bool)

    __eq__ = lambda self, other: True


forge.pretend(globals(), lambda x, *a: np.zeros(np.shape(x)).view(Liar))
