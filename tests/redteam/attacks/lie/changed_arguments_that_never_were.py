"""vault runtime_error 0: reports changes of arguments that do not exist, or of another kind."""

import forge


def answer(*_):
    forge.say("ok", 0.0, "m", [2, 0, [2], 7, [0], "state", [0, 1], -1, None])


forge.pretend(globals(), answer)
