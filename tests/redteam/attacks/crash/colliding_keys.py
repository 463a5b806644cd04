"""optim_momentum runtime_error 0: thousands of dict keys with one hash: quadratic time in whoever builds the dict."""

import forge

P = (1 << 61) - 1


def sgd(w, dw, config=None):
    forge.answer([2, *(part for k in range(20, 16000) for part in ([6, str(k * P)], None))])


sgd_momentum = sgd_nesterov = nesterov_lookahead = sgd
