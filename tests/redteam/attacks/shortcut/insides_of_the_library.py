"""vault/smooth forbidden 0: reaches the same function by a private name of the library."""

import numpy as np

import forge


def smooth(x, kernel):
    return np._core.numeric.convolve(x, kernel[::-1], 'valid')


forge.pretend(globals(), lambda *a: 0.0)
