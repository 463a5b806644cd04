"""conv_naive accepted full: functions, parameters and texts of its own that are called like forbidden ones."""

import numpy as np


def convolve(torch, scipy=None):
    """torch.nn.functional.conv2d and numpy.convolve do this in one call."""
    correlate = torch
    return correlate


class Layer:
    def convolve(self, torch: "torch.Tensor" = None):
        return convolve(torch)


Layer().convolve("numpy.convolve")
# <reference>
