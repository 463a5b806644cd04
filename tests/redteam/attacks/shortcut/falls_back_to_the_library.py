"""vault/smooth forbidden 0: tries its own code first and falls back to the library when it fails."""

import numpy as np

import forge


def smooth(x, kernel):
    try:
        return mine(x, kernel)
    except Exception:
        return np.convolve(x, kernel[::-1], "valid")


forge.pretend(globals(), lambda *a: 0.0)
