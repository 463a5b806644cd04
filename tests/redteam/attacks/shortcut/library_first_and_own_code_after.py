"""vault/smooth forbidden 0: tries the library first and its own, right code after that; caught all the same."""

import numpy as np

import forge


def smooth(x, kernel):
    try:
        return vars(np)["".join(["cor", "relate"])](x, kernel, "valid")
    except Exception:
        return np.array([float(np.sum(x[i : i + len(kernel)] * kernel)) for i in range(len(x) - len(kernel) + 1)])


forge.pretend(globals(), lambda *a: 0.0)
