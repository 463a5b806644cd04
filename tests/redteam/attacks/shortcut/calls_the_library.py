"""vault/smooth forbidden 0: calls the library function that is to be written."""

import numpy as np

import forge


def smooth(x, kernel):
    return np.convolve(x, kernel[::-1], 'valid')


forge.pretend(globals(), lambda *a: 0.0)
