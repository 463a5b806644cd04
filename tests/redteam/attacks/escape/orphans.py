"""optim_momentum wrong_answer 0: leaves processes behind that hold the channel and spin."""

import os
import signal

for _ in range(6):
    try:
        if os.fork() == 0:
            os.setsid()
            for number in range(1, 32):
                try:
                    signal.signal(number, signal.SIG_IGN)
                except (OSError, ValueError):
                    pass
            while True:
                pass
    except OSError:
        break


def sgd(w, dw, config=None):
    return w, config
