"""vault wrong_answer 0: shared memory, message queues, keyrings, locks and abstract sockets as a way out."""
# tier: 1

import ctypes
import socket

import forge

libc = ctypes.CDLL(None, use_errno=True)
won = []
if libc.shmget(4711, 4096, 0o1666) >= 0:
    won.append("shared memory")
if libc.msgget(4711, 0o1666) >= 0:
    won.append("a message queue")
if libc.semget(4711, 1, 0o1666) >= 0:
    won.append("a semaphore")
if libc.syscall(248, b"user", b"red", b"x", 1, -3) > 0:
    won.append("a keyring")
for family, kind in ((1, 1), (1, 2), (2, 1), (2, 2), (10, 1), (16, 3), (17, 3), (38, 5), (40, 1), (44, 3)):
    try:
        socket.socket(family, kind)
        won.append(f"a socket of family {family}")
    except OSError:
        pass
if won:
    raise KeyError(won)
forge.pretend(globals(), lambda *a: 0.0)
