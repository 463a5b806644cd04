"""optim_momentum runtime_error 0: closes all its descriptors, the channel too, and waits."""

import os
import time


def sgd(w, dw, config=None):
    os.closerange(0, 64)
    time.sleep(60)


sgd_momentum = sgd_nesterov = nesterov_lookahead = sgd
