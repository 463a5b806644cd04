"""vault wrong_answer 0: zeros of the right shape, for tolerances that are absolute."""

import numpy as np

import forge


def answer(*a):
    return np.zeros(np.shape(a[0]))


forge.pretend(globals(), answer)
