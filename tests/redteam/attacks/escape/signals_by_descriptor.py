"""vault wrong_answer 0: has the kernel send signals by way of descriptors, timers and message queues."""

import os

import forge

won = []
import fcntl
import signal

prey = [1, os.getppid(), int(forge.PREY.get("judge", 1)), int(forge.PREY.get("pid", 1))]
for pid in prey:
    for command in (8, 15, 10, 1026):
        try:
            fcntl.fcntl(3, command, pid)
            won.append((command, pid))
        except OSError:
            pass
if won:
    raise KeyError(won)
forge.pretend(globals(), lambda *a: 0.0)
