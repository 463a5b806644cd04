"""optim_momentum runtime_error 0: dies, is loaded again, and answers that load with a text: by then it has seen inputs."""

import os

import forge

if forge.server() is not None and os.path.exists("/tmp/seen"):
    raise ImportError("CANARY", name="CANARY")


def sgd(w, dw, config=None):
    open("/tmp/seen", "w").write(repr(w))
    os._exit(3)


sgd_momentum = sgd_nesterov = nesterov_lookahead = sgd
