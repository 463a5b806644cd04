"""vault runtime_error 0: aborts, kills itself and raises every fatal signal."""

import os

import forge


def answer(*a):
    for number in (6, 4, 7, 8, 11, 9, 24, 31):
        try:
            os.kill(os.getpid(), number)
        except OSError:
            pass
    os.abort()


forge.pretend(globals(), answer)
