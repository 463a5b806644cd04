"""vault runtime_error 0: leaves with success from inside of a function."""

import sys

import forge


def answer(*_):
    sys.exit(0)


forge.pretend(globals(), answer)
