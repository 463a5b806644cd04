"""optim_momentum wrong_answer 0: becomes root, regains rights, raises limits, outlives its parent."""

import ctypes
import os
import resource

libc = ctypes.CDLL(None, use_errno=True)


def sgd(w, dw, config=None):
    gained = []
    for name, act in {
        "root": lambda: os.setuid(0) if os.getuid() else 1 / 0,
        "groups": lambda: os.setgroups([0]),
        "limits": lambda: resource.setrlimit(resource.RLIMIT_AS, (-1, -1)),
        "processes": lambda: resource.setrlimit(resource.RLIMIT_NPROC, (4096, 4096)),
        "nice": lambda: os.nice(-5),
        "host name": lambda: __import__("socket").sethostname("x") or 1 / 0,
        "write root": lambda: open("/x", "w"),
        "write library": lambda: open(os.__file__, "r+"),
        "device": lambda: os.mknod("/tmp/d", 0o20600, os.makedev(1, 1)),
    }.items():
        try:
            act()
        except (OSError, ValueError, ZeroDivisionError, AttributeError):
            continue
        gained.append(name)
    for option, value in ((1, 0), (4, 1), (22, 0), (35, 1)):
        if libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) == 0:
            gained.append(option)
    if gained:
        raise KeyError(gained)
    return w, config
