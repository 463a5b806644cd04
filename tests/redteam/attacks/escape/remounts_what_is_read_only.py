"""vault wrong_answer 0: makes what is read-only writable, through mounts and through handles."""

import os

import forge

won = []
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for place in (b"/", b"/tmp", b"/usr", b"/proc", b"/dev"):
    if libc.mount(None, place, None, 32 | 4096, None) == 0 or libc.umount2(place, 2) == 0:
        won.append(place)
for name in ("/usr/x", "/lib/x", "/dev/x", "/x", os.__file__ + "x"):
    try:
        open(name, "w").close()
        won.append(name)
    except OSError:
        pass
if won:
    raise KeyError(won)
forge.pretend(globals(), lambda *a: 0.0)
