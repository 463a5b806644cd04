"""batchnorm_torch runtime_error 0: containers of objects that stay in the sandbox, each of which is asked for attributes."""

import torch


class Thing:
    requires_grad = property(lambda self: Thing())
    __bool__ = None


class MyBatchNorm(torch.nn.Module):
    def __init__(self, *a, **k):
        super().__init__()

    def load_state_dict(self, *a, **k):
        return Thing()

    def named_parameters(self, *a, **k):
        return [(name, Thing()) for name in ("weight", "bias")]

    def state_dict(self, *a, **k):
        return {number: Thing() for number in range(5000)}

    def forward(self, x):
        return [Thing() for _ in range(5000)]

    running_mean = running_var = num_batches_tracked = weight = bias = property(lambda self: Thing())
