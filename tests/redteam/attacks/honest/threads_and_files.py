"""optim_momentum accepted full: a thread pool, a temporary file and a cache of its own."""

import functools
import tempfile
from concurrent.futures import ThreadPoolExecutor

import numpy as np

# <reference>

_sgd = sgd


@functools.cache
def cached(n):
    with tempfile.NamedTemporaryFile() as file:
        np.save(file, np.arange(n))
        file.seek(0)
        return np.load(file)


def sgd(w, dw, config=None):
    cached(5)
    with ThreadPoolExecutor(2) as pool:
        return pool.submit(_sgd, w, dw, config).result()
