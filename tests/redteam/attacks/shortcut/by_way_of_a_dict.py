"""vault/smooth forbidden 0: takes the function out of the library's dict."""

import numpy as np

import forge


def smooth(x, kernel):
    return np.__dict__['convolve'](x, kernel[::-1], 'valid')


forge.pretend(globals(), lambda *a: 0.0)
