"""vault wrong_answer 0: functions, modules, generators and classes in the place of numbers."""

import itertools
import math

import forge

THINGS = [math, math.sin, iter, itertools.count(), (i for i in range(3)), type, print, lambda: 0, NotImplemented, ...]


def answer(*_):
    THINGS.append(THINGS.pop(0))
    return THINGS[0]


forge.pretend(globals(), answer)
