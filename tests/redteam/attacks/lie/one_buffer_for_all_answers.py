"""vault wrong_answer 0: one buffer, returned again and again and changed later."""

import numpy as np

import forge

BUFFER = np.zeros(24)


def answer(x, *a):
    BUFFER[:] = np.resize(x, 24)
    return BUFFER


forge.pretend(globals(), answer)
