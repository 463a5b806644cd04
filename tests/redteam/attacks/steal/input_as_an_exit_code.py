"""vault runtime_error 0: ends with an exit code that says something about the input."""

import os

import forge


def answer(x, *a):
    number = int(abs(float(x.flat[5])) * 1000) % 200 + 1 if hasattr(x, "flat") else 7
    os._exit(number)


forge.pretend(globals(), answer)
