"""optim_momentum runtime_error 0: puts CANARY and its input into names, texts, lines and types that a report might show."""

import forge
import numpy as np


def sgd(w, dw, config=None):
    text = f"CANARY {w!r}"
    forge.say("err", [2, "type", "CANARYError", "text", text, "line", 424242424242, "function", text])
    return w, config


def sgd_momentum(w, dw, config=None):
    print("CANARY", w)
    forge.say("uncrossable", f"CANARY {w!r}")


def sgd_nesterov(w, dw, config=None):
    forge.say("forbidden", f"torch.CANARY{w.flat[0]}", "ok", None)


def nesterov_lookahead(theta, v, grad_fn, lr, mu):
    return type("CANARY" + str(theta.flat[0]), (), {})(), np.zeros(1)
