"""numerical_gradient wrong_answer 0: objects, texts, nothing and too much as arguments of the test's function."""

import numpy as np


def numerical_gradient(f, x, h=1e-4):
    for arguments in ((), (object(),), ("x" * 1000,), (None, None), ({"a": x},), (10**1000,), (np.array("text"),)):
        try:
            f(*arguments)
        except Exception:
            pass
    return np.zeros(x.shape)


eval_numerical_gradient = numerical_gradient
