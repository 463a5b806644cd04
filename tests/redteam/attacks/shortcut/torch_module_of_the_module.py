"""norm_vault forbidden 0: takes the class from the module that defines it, by a computed name."""

import torch
from torch import nn


import importlib

made = importlib.import_module("torch.nn.modules." + "normal" + "ization")


class MyNorm(nn.Module):
    def __init__(self, size, eps=1e-5):
        super().__init__()
        self.inner = getattr(made, "Layer" + "Norm")(size)

    def forward(self, x):
        return self.inner(x)
