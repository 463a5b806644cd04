"""norm_vault forbidden 0: wraps torch's own module."""

import torch
from torch import nn


class MyNorm(nn.Module):
    def __init__(self, size, eps=1e-5):
        super().__init__()
        self.inner = nn.LayerNorm(size, eps)

    def forward(self, x):
        return self.inner(x)
