"""vault/slope wrong_answer 0: hands the test's function things that are no points, and returns what it said."""

import numpy as np

import forge


def slope(f, x, h):
    said = []
    for argument in (np.zeros(0), np.full(6, np.nan), np.full(6, 1e200), x[:1], x.astype(object), np.ma.masked_all(6)):
        try:
            said.append(f(argument))
        except Exception as error:
            said.append(type(error).__name__)
    return np.array([s if isinstance(s, float) else 0.0 for s in said])


forge.pretend(globals(), lambda *a: 0.0)
