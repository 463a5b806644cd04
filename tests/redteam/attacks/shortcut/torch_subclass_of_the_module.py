"""norm_vault forbidden 0: inherits from torch's own module under a computed name; caught when it is made."""

import torch
from torch import nn


class MyNorm(getattr(nn, "Layer" + "Norm")):
    pass
