"""vault wrong_answer 0: keeps handles of folders and walks up from them."""

import os

import forge

won = []
for start in (".", "/", "/tmp", "/usr", "/lib"):
    try:
        handle = os.open(start, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        continue
    for name in ("../../../../etc/shadow", "../../../root/.bash_history", "../../../../proc/1/environ", "../../home"):
        try:
            os.open(name, os.O_RDONLY, dir_fd=handle)
            won.append(name)
        except OSError:
            pass
if won:
    raise KeyError(won)
forge.pretend(globals(), lambda *a: 0.0)
