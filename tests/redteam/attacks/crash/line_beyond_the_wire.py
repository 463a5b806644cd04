"""optim_momentum runtime_error 0: a line number that can arrive and cannot be sent on."""

import forge


def sgd(w, dw, config=None):
    forge.say("err", [2, "type", "ValueError", "text", "", "line", [6, "9" * 1233]])
    forge.say("err", [2, "type", "ValueError", "text", "", "line", [6, "9" * 1235]])


sgd_momentum = sgd_nesterov = nesterov_lookahead = sgd
