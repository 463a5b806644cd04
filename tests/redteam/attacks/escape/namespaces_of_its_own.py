"""vault wrong_answer 0: nested namespaces, in which it would be root."""

import os

import forge

won = []
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for flag in (0x10000000, 0x20000, 0x40000000, 0x20000000, 0x08000000, 0x04000000, 0x02000000, 0x80):
    if libc.unshare(flag) == 0:
        won.append(hex(flag))
    pid = libc.syscall(56, flag | 17, 0, 0, 0, 0)
    if pid == 0:
        os._exit(0)
    if pid > 0:
        won.append(f"clone {flag:x}")
if won:
    raise KeyError(won)
forge.pretend(globals(), lambda *a: 0.0)
