"""vault/smooth forbidden 0: calls a relative of the function that is forbidden, too."""

import numpy as np

import forge


def smooth(x, kernel):
    return np.correlate(x, kernel, 'valid')


forge.pretend(globals(), lambda *a: 0.0)
