"""vault/smooth forbidden 0: binds the library function at the top of the file, where nobody calls it."""

import numpy as np

import forge

import functools

OP = functools.partial(np.convolve)


def smooth(x, kernel):
    return OP(x, kernel[::-1], 'valid')


forge.pretend(globals(), lambda *a: 0.0)
