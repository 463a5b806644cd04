"""vault runtime_error 0: never reads its channel and answers without being asked."""

import forge


def answer(*a):
    while True:
        forge.say("ok", 0.0)


forge.pretend(globals(), answer)
