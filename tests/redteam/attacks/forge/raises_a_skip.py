"""vault runtime_error 0: raises what test frameworks take for a skipped test."""

import unittest

import forge


class Skipped(BaseException):
    """Named and placed like pytest's own."""

    msg, allow_module_level = "", True


Skipped.__module__ = "_pytest.outcomes"
Skipped.__qualname__ = "Skipped"
KINDS = [unittest.SkipTest, Skipped]


def answer(*_):
    KINDS.append(KINDS.pop(0))
    raise KINDS[0]("not today")


forge.pretend(globals(), answer)
