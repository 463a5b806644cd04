"""vault wrong_answer 0: sends descriptors to itself and to the judge, and receives what it was not given."""

import os

import forge

won = []
import socket

a, b = socket.socketpair()
socket.send_fds(a, [b"x"], [0, 1, 2])
data, fds, _, _ = socket.recv_fds(b, 1, 9)
for fd in fds:
    os.close(fd)
channel = socket.socket(fileno=os.dup(3))
try:
    data, passed, _, _ = channel.recvmsg(0, 256, socket.MSG_DONTWAIT)
    if passed:
        won.append(passed)
except OSError:
    pass
if won:
    raise KeyError(won)
forge.pretend(globals(), lambda *a: 0.0)
