"""optim_momentum time_limit 0: answers one byte at a time, never quite finishing."""

import time

import forge


def sgd(w, dw, config=None):
    for byte in forge.frame([2, "n", forge.server().nonce, "ok", "x" * 5000]):
        forge.write(bytes([byte]))
        time.sleep(0.01)


sgd_momentum = sgd_nesterov = nesterov_lookahead = sgd
