"""vault/step wrong_answer 0: returns w unchanged and a state that a careless test would compute from."""

import numpy as np

import forge


def step(w, dw, state):
    state.clear()
    state.update(momentum=float("nan"), rate=0.0, velocity=np.zeros(24), note="")
    return w


forge.pretend(globals(), lambda *a: 0.0)
