"""vault wrong_answer 0: makes all random numbers zero, so that inputs become known."""

import random

import numpy as np

import forge

random.random = random.gauss = lambda *a: 0.0
np.random.default_rng = lambda *a: np.random.Generator(np.random.PCG64(0))
np.random.standard_normal = np.random.randn = np.random.rand = lambda *a: np.zeros(a)
np.random.seed = random.seed = lambda *a: None
forge.pretend(globals(), lambda *a: 0.0)
