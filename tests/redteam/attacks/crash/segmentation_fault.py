"""vault runtime_error 0: reads memory that is not there."""

import ctypes

import forge


def answer(*a):
    return ctypes.string_at(0)


forge.pretend(globals(), answer)
