"""vault wrong_answer 0: stops, freezes and renices its parent, its group and the judge."""

import os
import signal

import forge

for number in (1, 2, 15, 20):
    signal.signal(number, signal.SIG_IGN)


def answer(*a):
    for pid in (os.getppid(), 0, -1, 1, int(forge.PREY.get("judge", 1)), int(forge.PREY.get("pid", 1))):
        for number in (19, 20, 23, 2, 15, 1):
            if pid not in (0, -1) or number not in (19, 20, 23):
                try:
                    os.kill(pid, number)
                except OSError:
                    pass
    return 0.0


forge.pretend(globals(), answer)
