"""The few system calls that Python does not offer, with errors as ``OSError``.

Numbers and constants of the Linux ABI live here and in ``syscalls.py``; nothing here decides
anything. It must stay importable everywhere (the binding is made on first use), because
``doctor`` and the ``unsafe`` backend also run where there is no Linux.
"""

from __future__ import annotations

import ctypes
import errno
import functools
import os

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000
CLONE_THREAD = 0x00010000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_NOATIME, MS_NODIRATIME = 32, 1024, 2048
MS_BIND, MS_REC, MS_PRIVATE, MS_RELATIME = 4096, 16384, 1 << 18, 1 << 21
MNT_DETACH = 2

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_CAPBSET_DROP = 24
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
SECCOMP_MODE_FILTER = 2
_CAP_VERSION_3 = 0x20080522


@functools.cache
def libc() -> ctypes.CDLL:
    """The C library; calls keep the GIL's owner out of signal trouble by being short."""
    return ctypes.CDLL(None, use_errno=True)


def check(value: int, what: str) -> int:
    """``value``, or ``OSError`` with the errno of the call ``what`` when it is negative."""
    if value < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return value


def syscall(number: int, what: str, *arguments: object) -> int:
    """A raw system call. Integers go as 64-bit words, anything else as ctypes sees fit."""
    words = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return check(int(libc().syscall(ctypes.c_long(number), *words)), what)


def prctl(option: int, *arguments: int) -> int:
    """``prctl(2)`` with unsigned long arguments."""
    padded = [ctypes.c_ulong(a) for a in (*arguments, 0, 0, 0, 0)[:4]]
    return check(int(libc().prctl(ctypes.c_int(option), *padded)), f"prctl({option})")


def unshare(flags: int) -> None:
    """Leave the namespaces in ``flags``."""
    check(int(libc().unshare(ctypes.c_int(flags))), f"unshare({flags:#x})")


def setns(fd: int, kind: int) -> None:
    """Join the namespace that ``fd`` refers to."""
    check(int(libc().setns(ctypes.c_int(fd), ctypes.c_int(kind))), "setns")


def mount(source: str | None, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    """``mount(2)``; ``None`` is a null pointer."""
    texts = [None if text is None else os.fsencode(text) for text in (source, target, kind, data)]
    done = libc().mount(texts[0], texts[1], texts[2], ctypes.c_ulong(flags), texts[3])
    check(int(done), f"mount on {target}")


def umount(target: str) -> None:
    """Detach what is mounted on ``target``."""
    check(int(libc().umount2(os.fsencode(target), MNT_DETACH)), f"umount {target}")


def drop_bounding_set() -> None:
    """Nothing started from here can gain a capability again; those held now stay."""
    for capability in range(64):
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError:
            return  # past the last capability this kernel knows (or no right to drop: then none is held)


class _CapHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapData(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


def drop_capabilities() -> None:
    """Empty the effective, permitted, inheritable and ambient sets."""
    header = _CapHeader(_CAP_VERSION_3, 0)
    check(int(libc().capset(ctypes.byref(header), ctypes.byref((_CapData * 2)()))), "capset")
    try:
        prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a kernel that knows no ambient set, as gVisor's, has nothing to empty
            raise
