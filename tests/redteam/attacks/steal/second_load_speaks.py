"""optim_momentum runtime_error 0: dies, is loaded again, and answers that load with a text: by then it has seen inputs."""
# tier: 1

import os

import forge

if forge.server() is not None and os.path.exists("seen"):
    raise ImportError("CANARY", name="CANARY")


def sgd(w, dw, config=None):
    open("seen", "w").write(repr(w))
    os._exit(3)


sgd_momentum = sgd_nesterov = nesterov_lookahead = sgd
