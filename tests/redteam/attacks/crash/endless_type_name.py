"""vault wrong_answer 0: a type with a name of a megabyte of marks that turn text around."""

import forge

T = type("\u202e" * (1 << 20), (), {})


def answer(*a):
    return T()


forge.pretend(globals(), answer)
