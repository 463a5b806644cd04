"""optim_torch wrong_answer 0: parameters whose data is a property, in the hope of answering after the truth is known."""

import torch


class Late(torch.optim.Optimizer):
    def __init__(self, params, lr=0.1, **other):
        super().__init__(params, {"lr": lr})
        for group in self.param_groups:
            for p in group["params"]:
                p.__class__ = type("P", (torch.nn.Parameter,), {"data": property(lambda s: True)})

    def step(self, closure=None):
        return None


MySGD = MyAdam = MyAdamW = Late
