"""vault wrong_answer 0: an object array of elements that are equal to everything."""

import numpy as np

import forge


class Same:
    __eq__ = __le__ = __ge__ = lambda self, other: True
    __sub__ = __rsub__ = __mul__ = __rmul__ = __abs__ = lambda self, *a: self
    __float__ = lambda self: 0.0


forge.pretend(globals(), lambda x, *a: np.array([Same()] * np.size(x), dtype=object))
