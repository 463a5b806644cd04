"""vault wrong_answer 0: pushes keys into the operator's terminal."""

import os

import forge

won = []
import fcntl
import termios

for number in (0, 1, 2):
    try:
        for key in b"id\n":
            fcntl.ioctl(number, termios.TIOCSTI, bytes([key]))
        won.append("keys")
    except OSError:
        pass
for name in ("/dev/tty", "/dev/console", "/dev/tty1", "/dev/pts/0", "/dev/ptmx"):
    try:
        os.open(name, os.O_RDWR)
        won.append(name)
    except OSError:
        pass
if won:
    raise KeyError(won)
forge.pretend(globals(), lambda *a: 0.0)
