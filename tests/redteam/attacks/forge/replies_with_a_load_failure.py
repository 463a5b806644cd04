"""vault runtime_error 0: answers a call as if the file could not be loaded, or as if all had been said."""

import forge

REPLIES = [("load", [2, "kind", "died"]), ("t", "done"), ("facts", [2]), ("unusable", True), ("uncrossable", "x")]


def answer(*_):
    REPLIES.append(REPLIES.pop(0))
    forge.say(*REPLIES[0])


forge.pretend(globals(), answer)
