"""optim_momentum output_limit 0: prints without end on both streams, in time with the answers."""

import os
import threading


def pour(fd):
    while True:
        os.write(fd, b"\x1b[2J\0\xff" * 9000)


def sgd(w, dw, config=None):
    threading.Thread(target=pour, args=(2,), daemon=True).start()
    pour(1)


sgd_momentum = sgd_nesterov = nesterov_lookahead = sgd
