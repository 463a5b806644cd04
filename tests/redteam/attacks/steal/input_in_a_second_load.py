"""vault runtime_error 0: remembers inputs in files, dies, and tells of them when it is loaded again."""
# tier: 1

import os

import forge

try:
    with open("seen") as file:
        raise RuntimeError(file.read())
except OSError:
    pass


def answer(x, note="", *a):
    with open("seen", "w") as file:
        file.write(f"{note} {x!r}")
    os._exit(3)


forge.pretend(globals(), answer)
