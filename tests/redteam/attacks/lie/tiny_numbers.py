"""vault wrong_answer 0: numbers so small that a product of tolerances could underflow."""

import numpy as np

import forge


def answer(*a):
    return np.full(np.shape(a[0]), 5e-324)


forge.pretend(globals(), answer)
