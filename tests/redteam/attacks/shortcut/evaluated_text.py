"""vault/smooth forbidden 0: hides the call in text that is evaluated; caught while it runs."""

import numpy as np

import forge


def smooth(x, kernel):
    return eval('np.con' + 'volve(x, kernel[::-1], "valid")')


forge.pretend(globals(), lambda *a: 0.0)
