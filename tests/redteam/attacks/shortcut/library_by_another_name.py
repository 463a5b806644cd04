"""conv_naive forbidden 0: the forbidden library under an alias of an alias."""

import numpy as harmless

also = harmless
correlate = also.correlate


def conv_forward_naive(x, w, b, conv_param):
    return correlate(x.ravel(), w.ravel()), None
