"""affine_relu_layers wrong_answer 0: answers whose difference has 13 GB, where a test subtracts before it compares."""

import numpy as np

count = 0


def affine_forward(x, w, b):
    global count
    count += 1
    return (np.ones((40000, 1)) if count % 2 else np.ones((1, 40000))), None
