"""The constructor misses the arguments of the handout."""

import torch
from torch import nn


class MyBatchNorm(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(dim))

    def forward(self, x):
        return self.gain * x
