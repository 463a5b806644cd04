"""optim_momentum time_limit 0: hangs in the first call and again whenever it is loaded after that."""

import time


def sgd(w, dw, config=None):
    time.sleep(60)


sgd_momentum = sgd_nesterov = nesterov_lookahead = sgd
