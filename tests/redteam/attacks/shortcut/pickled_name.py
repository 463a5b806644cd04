"""vault/smooth forbidden 0: hides the call in a pickle that names it; caught while it runs."""

import numpy as np

import forge

import pickle


def smooth(x, kernel):
    return pickle.loads(b"cnumpy\ncon" + b"volve\n.")(x, kernel[::-1], "valid")


forge.pretend(globals(), lambda *a: 0.0)
