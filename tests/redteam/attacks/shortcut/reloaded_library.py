"""vault/smooth forbidden 0: reloads the library so that the stubs are gone, after an honest-looking import."""

import importlib

import numpy as np

import forge


def smooth(x, kernel):
    try:
        importlib.reload(np)
    except Exception:
        pass
    return np.convolve(x, kernel[::-1], "valid")


forge.pretend(globals(), lambda *a: 0.0)
