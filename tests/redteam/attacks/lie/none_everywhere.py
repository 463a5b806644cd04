"""vault wrong_answer 0: nothing, which becomes NaN where somebody makes numbers of it."""

import numpy as np

import forge


def answer(*a):
    return None


forge.pretend(globals(), answer)
