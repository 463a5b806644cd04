"""optim_momentum wrong_answer 0: 30 MiB more in the config of every step; recorded, a walk would take gigabytes."""

import numpy as np


def sgd(w, dw, config=None):
    config = dict(config or {})
    config["velocity"] = np.zeros(30 << 20, np.int8)
    return w + 1, config


sgd_momentum = sgd_nesterov = sgd
