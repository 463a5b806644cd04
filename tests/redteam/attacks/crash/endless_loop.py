"""vault time_limit 0: computes for ever."""

import forge


def answer(*a):
    while True:
        pass


forge.pretend(globals(), answer)
