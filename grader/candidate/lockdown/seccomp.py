"""The system call filter: built once by the zygote, installed by every candidate.

A refused call fails with an errno, so that numerical libraries fall back instead of dying; only
a call through a foreign ABI kills. The filter cannot be removed or loosened once installed.
"""

from __future__ import annotations

import ctypes
import errno
import struct

from grader.candidate.lockdown import kernel, syscalls

_INSTRUCTION = struct.Struct("<HBBI")
_LOAD, _JEQ, _JGT, _JSET, _RET = 0x20, 0x15, 0x25, 0x45, 0x06
_NUMBER, _ARCH = 0, 4
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_X32_BIT = 0x40000000
_NEW_NAMESPACES = 0x7E020080  # every CLONE_NEW* flag, CLONE_NEWTIME included
_SIGKILL = 9
_AF_UNIX, _SOCK_STREAM, _SOCK_TYPE_MASK = 1, 1, 0xF

_PRCTL_REFUSED = (1, 4, 22, 35, 0x59616D61)  # PDEATHSIG, DUMPABLE, SECCOMP, MM, PTRACER
_IOCTL_REFUSED = (0x5412, 0x541C, 0x8901, 0x8902)  # TIOCSTI, TIOCLINUX, FIOSETOWN, SIOCSPGRP
_FCNTL_REFUSED: tuple[int, ...] = (8, 10, 15)  # F_SETOWN, F_SETSIG, F_SETOWN_EX: signals by way of a file descriptor
_FCNTL_REFUSED += (6, 7, 37, 38, 1024, 1026, 1036, 1038)  # locks, leases, notices, hints: others can see or feel them

OWN_PID = 0x4F574E50
"""Stands for the pid of the installing process in a filter that is built ahead (no pid is that large)."""

_Code = list[tuple[int, int, int, int]]


def _argument(index: int) -> int:
    return 16 + 8 * index  # the low word: every argument judged here is an int or fits one


def _refuse(code: int) -> tuple[int, int, int, int]:
    return (_RET, 0, 0, _ERRNO | code)


def _when(number: int | None, body: _Code) -> _Code:
    """``body`` for one call; it must fall through with a RET, everything else skips it."""
    if number is None:
        return []
    return [(_JEQ, 0, len(body), number), *body]


def _unless_equal(index: int, allowed: int, code: int = errno.EPERM) -> _Code:
    return [(_LOAD, 0, 0, _argument(index)), (_JEQ, 0, 1, allowed), (_RET, 0, 0, _ALLOW), _refuse(code)]


def _if_among(index: int, refused: tuple[int, ...]) -> _Code:
    tests = [(_JEQ, len(refused) - i, 0, value) for i, value in enumerate(refused)]
    return [(_LOAD, 0, 0, _argument(index)), *tests, (_RET, 0, 0, _ALLOW), _refuse(errno.EPERM)]


def _clone(threads_only: bool) -> _Code:
    if threads_only:
        need = [(_JSET, 0, 2, kernel.CLONE_THREAD), (_JSET, 1, 0, _NEW_NAMESPACES), (_RET, 0, 0, _ALLOW)]
    else:
        need = [(_JSET, 1, 0, _NEW_NAMESPACES), (_RET, 0, 0, _ALLOW)]
    return [(_LOAD, 0, 0, _argument(0)), *need, _refuse(errno.EPERM)]


def _socketpair() -> _Code:
    """Only a connected unix stream pair: a datagram pair could be re-aimed at a path."""
    return [
        (_LOAD, 0, 0, _argument(0)),
        (_JEQ, 0, 5, _AF_UNIX),
        (_LOAD, 0, 0, _argument(1)),
        (0x54, 0, 0, _SOCK_TYPE_MASK),
        (_JEQ, 0, 2, _SOCK_STREAM),
        (_RET, 0, 0, _ALLOW),
        (_RET, 0, 0, _ALLOW),  # unreachable; keeps both refusals at the same distance
        _refuse(errno.EPERM),
    ]


def _prologue(machine: str) -> _Code:
    code: _Code = [
        (_LOAD, 0, 0, _ARCH),
        (_JEQ, 1, 0, syscalls.AUDIT_ARCH[machine]),
        (_RET, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if machine == "x86_64":
        code += [(_JGT, 0, 1, _X32_BIT - 1), (_RET, 0, 0, _KILL)]
    return [*code, (_JGT, 0, 1, syscalls.CEILING), _refuse(errno.ENOSYS)]


def _signals(machine: str, own_pid: int) -> _Code:
    """Signals may only be sent to the process itself (used where there is no pid namespace)."""
    code: _Code = []
    for name in ("kill", "tgkill"):
        code += _when(syscalls.number(name, machine), _unless_equal(0, own_pid))
    for name in ("tkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"):
        code += _when(syscalls.number(name, machine), [_refuse(errno.EPERM)])
    return code


def _spare(machine: str, pid: int) -> _Code:
    """A SIGKILL that ``pid`` sends to itself or its group goes nowhere, as for the first process of a namespace."""
    code: _Code = []
    for name, place in (("kill", 1), ("tkill", 1), ("tgkill", 2), ("rt_sigqueueinfo", 1)):
        to_itself: _Code = [(_LOAD, 0, 0, _argument(0)), (_JEQ, 2, 0, pid), (_JEQ, 1, 0, 0), (_RET, 0, 0, _ALLOW)]
        killing: _Code = [(_LOAD, 0, 0, _argument(place)), (_JEQ, 0, 1, _SIGKILL), _refuse(0), (_RET, 0, 0, _ALLOW)]
        code += _when(syscalls.number(name, machine), to_itself + killing)
    return code


def program(machine: str, *, threads_only: bool, own_pid: int | None = None, spared_pid: int | None = None) -> bytes:
    """The filter as BPF instructions.

    ``threads_only`` refuses new processes; ``own_pid`` limits signals to that process; ``spared_pid`` cannot kill
    itself. Raises ``KeyError`` for an architecture without a table: there the sandbox cannot be offered.
    """
    code = _prologue(machine)
    for name in syscalls.NUMBERS:
        code += _when(syscalls.number(name, machine), [_refuse(errno.EPERM)])
    code += _when(syscalls.number("clone3", machine), [_refuse(errno.ENOSYS)])
    code += _when(syscalls.number("clone", machine), _clone(threads_only))
    if threads_only:
        for name in ("fork", "vfork"):
            code += _when(syscalls.number(name, machine), [_refuse(errno.EPERM)])
    code += _when(syscalls.number("socketpair", machine), _socketpair())
    code += _when(syscalls.number("prctl", machine), _if_among(0, _PRCTL_REFUSED))
    code += _when(syscalls.number("ioctl", machine), _if_among(1, _IOCTL_REFUSED))
    code += _when(syscalls.number("fcntl", machine), _if_among(1, _FCNTL_REFUSED))
    for name in ("prlimit64", "sched_setaffinity"):
        code += _when(syscalls.number(name, machine), _unless_equal(0, 0))
    if own_pid is not None:  # no namespaces, so no private root either
        code += _signals(machine, own_pid)
        for name in syscalls.FILE_NAMES:
            code += _when(syscalls.number(name, machine), [_refuse(errno.EPERM)])
    if spared_pid is not None:
        code += _spare(machine, spared_pid)
    code.append((_RET, 0, 0, _ALLOW))
    return b"".join(_INSTRUCTION.pack(op, jt, jf, k) for op, jt, jf, k in code)


def for_process(code: bytes, pid: int) -> bytes:
    """``code``, built with ``OWN_PID``, for the process ``pid``."""
    return code.replace(struct.pack("<I", OWN_PID), struct.pack("<I", pid))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def install(code: bytes) -> None:
    """Put the filter in force for this process and everything it starts. Needs no_new_privs."""
    loaded = _Program(len(code) // _INSTRUCTION.size, code)
    address = ctypes.cast(ctypes.pointer(loaded), ctypes.c_void_p).value or 0
    kernel.prctl(kernel.PR_SET_SECCOMP, kernel.SECCOMP_MODE_FILTER, address)
