"""vault/smooth forbidden 0: hides the library behind the default of a parameter of the same name."""

import numpy as np

import forge


def inner(x, kernel, np=np):
    return np.convolve(x, kernel[::-1], "valid")



def smooth(x, kernel):
    return inner(x, kernel)


forge.pretend(globals(), lambda *a: 0.0)
