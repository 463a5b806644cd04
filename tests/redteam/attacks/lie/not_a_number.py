"""optim_adaptive wrong_answer 0: NaN everywhere, also in the remembered arrays."""

import numpy as np


def adam(w, dw, config=None):
    kept = {key: np.full_like(w, np.nan) for key in ("m", "v", "G", "Eg2", "Edx2", "cache")}
    return np.full_like(w, np.nan), {**(config or {}), **kept, "t": np.nan}


adagrad = adadelta = rmsprop = adam


def ema(prev, x, beta):
    return prev * np.nan
