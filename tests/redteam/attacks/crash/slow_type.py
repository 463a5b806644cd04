"""vault time_limit 0: answers of a type whose every attribute takes its time."""

import time

import forge


class Slow(dict):
    def __getattribute__(self, name):
        time.sleep(5)
        return super().__getattribute__(name)

    __iter__ = keys = items = lambda self: time.sleep(5)


def answer(*a):
    return Slow()


forge.pretend(globals(), answer)
