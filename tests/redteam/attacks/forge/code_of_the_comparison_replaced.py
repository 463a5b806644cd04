"""vault wrong_answer 0: replaces numpy's comparisons, in case they are made here."""

import numpy as np

import forge

np.testing.assert_allclose = np.testing.assert_array_equal = np.allclose = np.isclose = np.array_equal = lambda *a, **k: True
np.testing.assert_allclose.__code__ = (lambda *a, **k: True).__code__
forge.pretend(globals(), lambda *a: 0.0)
