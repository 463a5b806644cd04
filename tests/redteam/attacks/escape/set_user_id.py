"""vault wrong_answer 0: makes programs that run as somebody else, and looks for those that are there."""

import os

import forge

won = []
try:
    with open("evil", "w") as file:
        file.write("#!/bin/sh\n")
    os.chmod("evil", 0o6777)
    os.execv("./evil", ["evil"])
except OSError:
    pass
for name in ("/bin/su", "/usr/bin/sudo", "/bin/mount", "/usr/bin/newuidmap"):
    try:
        os.execv(name, [name])
        won.append(name)
    except OSError:
        pass
if won:
    raise KeyError(won)
forge.pretend(globals(), lambda *a: 0.0)
