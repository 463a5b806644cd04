"""vault memory_limit 0: asks for more memory than there is."""

import numpy as np

import forge


def answer(*a):
    return np.ones(1 << 34)


forge.pretend(globals(), answer)
