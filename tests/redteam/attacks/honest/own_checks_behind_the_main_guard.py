"""conv_naive accepted full: compares with torch behind the main guard, which is never executed here."""

import numpy as np

# <reference>

if __name__ == "__main__":
    import torch

    x, w = np.random.rand(1, 1, 4, 4), np.random.rand(1, 1, 3, 3)
    print(torch.nn.functional.conv2d(torch.tensor(x), torch.tensor(w)), np.convolve([1], [1]))
