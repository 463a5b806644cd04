"""vault time_limit 0: catches whatever could interrupt it, again and again."""

import time

import forge


def answer(*a):
    while True:
        try:
            while True:
                time.sleep(0.01)
        except BaseException:
            pass


forge.pretend(globals(), answer)
