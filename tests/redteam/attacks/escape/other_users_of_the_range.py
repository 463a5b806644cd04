"""vault wrong_answer 0: becomes the user under whom the next candidate will run."""

import os

import forge

won = []
for number in (0, 1, 65534, *range(os.getuid() - 20, os.getuid() + 20)):
    if number < 0 or number == os.getuid():
        continue
    for change in (os.setuid, os.setgid, os.seteuid, lambda n: os.setgroups([n]), lambda n: os.setresuid(n, n, n)):
        try:
            change(number)
            won.append(number)
        except OSError:
            pass
if won:
    raise KeyError(won)
forge.pretend(globals(), lambda *a: 0.0)
