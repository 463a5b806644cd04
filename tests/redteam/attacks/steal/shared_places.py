"""vault wrong_answer 0: leaves what it saw where the next submission could find it, and looks for such itself."""
# tier: 1

import os
import threading

import forge

PLACES = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/dev/mqueue", os.path.expanduser("~"), os.path.expanduser("~/.cache"))
for place in PLACES:
    try:
        for name in os.listdir(place):
            if name.startswith("red-"):
                forge.shout("found", name)
    except OSError:
        pass


def answer(x, *a):
    for place in PLACES:
        try:
            with open(f"{place}/red-{forge.PREFIX}", "w") as file:
                file.write(repr((x, a)))
        except OSError:
            pass
    return 0.0


forge.pretend(globals(), answer)
