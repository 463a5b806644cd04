"""vault wrong_answer 0: looks for expected values in frames, code constants and closures."""

import sys

import forge


def answer(*_):
    frame, found = sys._getframe(), []
    while frame:
        found += forge.tokens([repr(v)[:4000] for v in frame.f_locals.values()] + list(frame.f_code.co_consts))
        frame = frame.f_back
    if found:
        forge.shout(found)
    return 0.0


forge.pretend(globals(), answer)
