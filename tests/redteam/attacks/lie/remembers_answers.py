"""vault wrong_answer 0: remembers arguments across calls and cases, and answers with what it saw before."""

import numpy as np

import forge

SEEN = []


def answer(*a):
    SEEN.append([np.array(x) for x in a if isinstance(x, np.ndarray)])
    return SEEN[-2][0] if len(SEEN) > 1 and SEEN[-2] else 0.0


forge.pretend(globals(), answer)
