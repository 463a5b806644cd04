"""optim_momentum wrong_answer 0: flags and locks on descriptors that the warm process might share with the next candidate."""

import fcntl
import os

if fcntl.fcntl(0, fcntl.F_GETFL) & os.O_APPEND:
    raise KeyError("somebody was here")
for number in range(5):
    try:
        fcntl.fcntl(number, fcntl.F_SETFL, os.O_APPEND | os.O_NONBLOCK)
    except OSError:
        pass
for lock in (lambda: fcntl.flock(0, fcntl.LOCK_EX), lambda: fcntl.lockf(0, fcntl.LOCK_EX | fcntl.LOCK_NB)):
    try:
        lock()
    except OSError:
        continue
    raise KeyError("locked")
os.set_blocking(3, True)


def sgd(w, dw, config=None):
    return w, config
