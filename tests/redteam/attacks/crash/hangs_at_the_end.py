"""vault wrong_answer 0: threads, exit functions and finalisers that never end."""

import atexit
import threading
import time

import forge


class Lasting:
    def __del__(self):
        time.sleep(1000)


KEPT = Lasting()
atexit.register(time.sleep, 1000)
threading.Thread(target=time.sleep, args=(1000,)).start()
threading.Thread(target=lambda: threading.Event().wait()).start()


def answer(*a):
    return 0.0


forge.pretend(globals(), answer)
