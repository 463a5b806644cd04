"""vault runtime_error 0: exceptions whose text, representation and reduction run code or never end."""

import os

import forge


class Evil(Exception):
    def __str__(self):
        os.write(3, b"x" * 64)
        raise Evil

    __repr__ = __reduce__ = __reduce_ex__ = __format__ = __str__
    args = property(__str__)
    __module__ = property(__str__)


def answer(*_):
    raise Evil


forge.pretend(globals(), answer)
