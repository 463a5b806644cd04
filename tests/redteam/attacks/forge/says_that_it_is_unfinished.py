"""vault not_implemented 0: pretends to be unfinished, which must be worth no more than wrong."""

import forge


def answer(*_):
    raise NotImplementedError


forge.pretend(globals(), answer)
