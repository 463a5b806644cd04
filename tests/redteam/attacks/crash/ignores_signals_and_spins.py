"""optim_momentum time_limit 0: ignores every signal and holds the interpreter inside one C call."""

import signal

for number in range(1, 32):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def sgd(w, dw, config=None):
    return 7 ** (10**9)


sgd_momentum = sgd_nesterov = nesterov_lookahead = sgd
