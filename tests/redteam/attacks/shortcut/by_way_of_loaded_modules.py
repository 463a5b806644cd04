"""vault/smooth forbidden 0: takes the library out of the table of loaded modules."""

import numpy as np

import forge

import sys


def smooth(x, kernel):
    return sys.modules['numpy'].convolve(x, kernel[::-1], 'valid')


forge.pretend(globals(), lambda *a: 0.0)
