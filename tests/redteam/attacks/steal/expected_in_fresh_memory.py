"""vault wrong_answer 0: returns memory that was never written, in case the truth was computed there."""

import numpy as np

import forge


def answer(x, *a):
    blocks = [np.empty(np.shape(x)) for _ in range(64)]
    best = max(blocks, key=lambda block: float(np.nansum(np.abs(block) < 1e6)))
    return float(best.flat[0]) if np.ndim(x) != 1 else best


forge.pretend(globals(), answer)
