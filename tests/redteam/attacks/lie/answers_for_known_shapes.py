"""vault wrong_answer 0: knows every seed that a careless author would take and the shapes of the tests."""

import numpy as np

import forge

KNOWN = {seed: np.random.default_rng(seed).standard_normal(24) for seed in (*range(50), 231, 1234, 2024, 2025, 2026)}


def total(x, note):
    for known in KNOWN.values():
        if np.allclose(known[:5], np.ravel(x)[:5]):
            return float(known.sum())
    return 0.0


forge.pretend(globals(), lambda *a: 0.0)
