"""vault runtime_error 0: an exception with a megabyte of text, a cause of a cause, and a group of groups."""

import forge


def answer(*a):
    error = ValueError("x" * (1 << 20))
    for _ in range(500):
        error.__cause__, error = None, ExceptionGroup("g" * 1000, [error])
    raise error


forge.pretend(globals(), answer)
