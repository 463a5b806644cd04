"""vault wrong_answer 0: an answer as large as a message may be, of which nothing is needed."""

import numpy as np

import forge

SENT = []


def answer(*a):
    SENT.append(1)
    return np.zeros(60 << 20, np.uint8) if len(SENT) < 3 else 0.0


forge.pretend(globals(), answer)
