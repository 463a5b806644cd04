"""optim_momentum wrong_answer 0: signals, traces and reads other processes; success would be a runtime error."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def sgd(w, dw, config=None):
    here = ctypes.create_string_buffer(64)
    vector = (ctypes.c_ulong * 2)(ctypes.addressof(here), 64)
    for pid in range(1, 400):
        if pid == os.getpid():
            continue
        for number, words in (
            (101, (16, pid, 0, 0)),  # ptrace attach
            (310, (pid, ctypes.addressof(vector), 1, ctypes.addressof(vector), 1, 0)),
            (434, (pid, 0)),  # pidfd_open
            (312, (pid, os.getpid(), 0, 0, 0)),  # kcmp
            (302, (pid, 7, 0, 0)),  # prlimit64
            (62, (pid, 0)),  # kill
            (200, (pid, 0)),  # tkill
        ):
            if libc.syscall(ctypes.c_long(number), *[ctypes.c_long(word) for word in words]) >= 0:
                raise KeyError(pid)
    return w, config
