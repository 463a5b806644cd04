"""vault wrong_answer 0: writes its wrong answer into its arguments, so that both are the same."""

import numpy as np

import forge


def answer(x, *a):
    for thing in (x, *a):
        if isinstance(thing, np.ndarray) and thing.flags.writeable:
            thing[...] = 0
        if isinstance(thing, dict):
            thing.update(velocity=np.zeros(24), momentum=0.0, rate=0.0)
    return x if isinstance(x, np.ndarray) else 0.0


forge.pretend(globals(), answer)
