"""vault/smooth forbidden 0: falls back to the library under a name that is put together; caught while it runs."""

import numpy as np

import forge


def smooth(x, kernel):
    try:
        return mine(x, kernel)
    except NameError:
        try:
            return getattr(np, "con" + "volve")(x, kernel[::-1], "valid")
        except Exception:
            return np.zeros(len(x) - len(kernel) + 1)


forge.pretend(globals(), lambda *a: 0.0)
