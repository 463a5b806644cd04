"""vault runtime_error 0: answers this request and, with the same nonce, the next one."""

import forge


def answer(*_):
    forge.say("ok", 1.0)
    forge.say("ok", 2.0)
    return 3.0


forge.pretend(globals(), answer)
