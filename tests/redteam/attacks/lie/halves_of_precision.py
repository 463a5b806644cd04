"""vault wrong_answer 0: half precision and integers that are near the truth."""

import numpy as np

import forge


def answer(*a):
    return np.zeros(np.shape(a[0]), np.float16)


forge.pretend(globals(), answer)
