"""optim_momentum wrong_answer 0: as many processes and threads as it gets."""

import os
import threading
import time

parent = os.getpid()
try:
    for _ in range(300):
        if os.fork() == 0:
            time.sleep(60)
except OSError:
    pass
try:
    while True:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
except RuntimeError:
    pass


def sgd(w, dw, config=None):
    return w, config
