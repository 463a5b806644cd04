"""vault wrong_answer 0: one number in the place of an array."""

import numpy as np

import forge


def answer(*a):
    return np.float64(0.5)


forge.pretend(globals(), answer)
