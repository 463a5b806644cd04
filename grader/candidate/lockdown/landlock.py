"""The Landlock layer: which files may be touched, no TCP, no signals to the outside.

Landlock needs neither root nor namespaces, so it is the layer that every mode has. All access
rights that the running kernel knows are taken under control; what no rule grants is refused.
"""

from __future__ import annotations

import ctypes
import functools
import os
from collections.abc import Iterable
from pathlib import Path

from grader.candidate.lockdown import kernel, syscalls

_VERSION_QUERY = 1
_RULE_PATH_BENEATH = 1
_RIGHTS_BY_ABI = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
_REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_REG, _MAKE_SYM = 1 << 4, 1 << 5, 1 << 7, 1 << 8, 1 << 12
_REFER, _TRUNCATE = 1 << 13, 1 << 14
READ = READ_FILE | READ_DIR
SCRATCH = READ | WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _MAKE_SYM | _REFER | _TRUNCATE
DEVICE = READ_FILE | WRITE_FILE
_IOCTL_DEV = 1 << 15
GPU = DEVICE | _IOCTL_DEV
"""A driver's nodes: it is asked by requests (``ioctl``) that kernels since 6.10 put under control."""
_FILE_RIGHTS = EXECUTE | WRITE_FILE | READ_FILE | _TRUNCATE | _IOCTL_DEV
_NET_TCP = 3  # bind and connect
_SCOPES = 3  # abstract unix sockets and signals


class _Ruleset(ctypes.Structure):
    _fields_ = (("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("access", ctypes.c_uint64), ("fd", ctypes.c_int32))


@functools.cache
def abi() -> int:
    """The Landlock version of the running kernel; 0 where it is missing or switched off."""
    try:
        return kernel.syscall(syscalls.LANDLOCK_CREATE, "landlock_create_ruleset", None, 0, _VERSION_QUERY)
    except (OSError, AttributeError):
        return 0


def handled_rights() -> int:
    """Every file system right this kernel can control."""
    return (1 << _RIGHTS_BY_ABI[min(abi(), 5)]) - 1


def ruleset(rules: Iterable[tuple[str, int]]) -> int:
    """A file descriptor of a ruleset that grants ``(path, rights)`` and nothing else.

    Raises ``OSError`` when a path is missing or the kernel refuses.
    """
    attributes = _Ruleset(handled_rights(), _NET_TCP if abi() >= 4 else 0, _SCOPES if abi() >= 6 else 0)
    size = 8 if abi() < 4 else 16 if abi() < 6 else 24
    fd = kernel.syscall(syscalls.LANDLOCK_CREATE, "landlock_create_ruleset", ctypes.byref(attributes), size, 0)
    for path, rights in rules:
        _grant(fd, path, rights)
    return fd


def _grant(ruleset_fd: int, path: str, rights: int) -> None:
    target = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not Path(path).is_dir():
            rights &= _FILE_RIGHTS
        rule = _PathBeneath(rights & handled_rights(), target)
        arguments = (ruleset_fd, _RULE_PATH_BENEATH, ctypes.byref(rule), 0)
        kernel.syscall(syscalls.LANDLOCK_ADD_RULE, f"landlock_add_rule {path}", *arguments)
    finally:
        os.close(target)


def restrict(ruleset_fd: int) -> None:
    """Put the ruleset in force for this thread and everything it starts. Needs no_new_privs."""
    kernel.syscall(syscalls.LANDLOCK_RESTRICT, "landlock_restrict_self", ruleset_fd, 0)
