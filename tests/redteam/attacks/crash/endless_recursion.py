"""vault runtime_error 0: recurses without end, with the limit lifted."""

import sys

import forge

sys.setrecursionlimit(1 << 30)


def answer(*a):
    return answer(*a)


forge.pretend(globals(), answer)
