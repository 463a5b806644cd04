"""vault wrong_answer 0: starts more threads than there are processors, all of them computing."""

import threading
import time

import forge


def spin():
    end = time.monotonic() + 0.05
    while time.monotonic() < end:
        sum(range(1000))



def answer(*a):
    for _ in range(6):
        try:
            threading.Thread(target=spin, daemon=True).start()
        except RuntimeError:
            break
    return 0.0


forge.pretend(globals(), answer)
