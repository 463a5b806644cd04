"""vault wrong_answer 0: the environment and the command line of every process that can be seen or guessed."""

import os

import forge

found = []
numbers = {os.getpid(), os.getppid(), *(int(forge.PREY.get(k, 1)) for k in ("pid", "witness", "judge")), *range(1, 40)}
try:
    numbers |= {int(name) for name in os.listdir("/proc") if name.isdigit()}
except OSError:
    pass
for number in numbers:
    for name in ("environ", "cmdline", "task/%d/environ" % number, "comm"):
        try:
            with open(f"/proc/{number}/{name}", "rb") as file:
                found += forge.tokens(file.read())
        except OSError:
            pass
if found:
    forge.shout(found)
forge.pretend(globals(), lambda *a: 0.0)
