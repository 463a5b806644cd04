"""norm_vault forbidden 0: calls the operation below torch's functions."""

import torch
from torch import nn


class MyNorm(nn.Module):
    def __init__(self, size, eps=1e-5):
        super().__init__()
        self.size = size

    def forward(self, x):
        return torch.ops.aten.native_layer_norm(x, [self.size], None, None, 1e-5)[0]
