"""vault runtime_error 0: every case another way to end: exit, signal, exec, closed channel, silence."""

import os
import sys

import forge

WAYS = [
    lambda: os._exit(0), lambda: sys.exit("bye"), lambda: os.close(3), lambda: os.execv("/bin/true", ["true"]),
    lambda: os.write(3, b"\0" * 8), lambda: os.dup2(0, 3), lambda: os.shutdown(3),
]


def answer(*a):
    WAYS.append(WAYS.pop(0))
    WAYS[0]()
    raise KeyError


forge.pretend(globals(), answer)
