"""vault wrong_answer 0: every object of the process, searched for planted values."""

import gc

import forge


def answer(*_):
    found = []
    for thing in gc.get_objects():
        if isinstance(thing, (str, bytes, list, tuple, dict)) and len(thing) < 2000:
            found += [t for t in forge.tokens(repr(thing)[:4000]) if b"input" not in t]
    if found:
        forge.shout(found)
    return 0.0


forge.pretend(globals(), answer)
