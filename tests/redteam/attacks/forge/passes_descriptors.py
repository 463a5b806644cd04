"""optim_momentum runtime_error 0: sends descriptors, out-of-band bytes and credentials along with its answers."""

import os
import socket


def sgd(w, dw, config=None):
    channel = socket.socket(fileno=os.dup(3))
    for act in (
        lambda: socket.send_fds(channel, [b""], [0, 1, 2] * 20),
        lambda: channel.shutdown(socket.SHUT_RD),
    ):
        try:
            act()
        except OSError:
            pass
    return w, config


sgd_nesterov = nesterov_lookahead = None
