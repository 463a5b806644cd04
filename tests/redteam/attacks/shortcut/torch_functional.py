"""norm_vault forbidden 0: calls torch's function under an alias of an alias."""

import torch
from torch import nn


F = torch.nn.functional
G = F


class MyNorm(nn.Module):
    def __init__(self, size, eps=1e-5):
        super().__init__()
        self.size = size

    def forward(self, x):
        return G.layer_norm(x, (self.size,))
