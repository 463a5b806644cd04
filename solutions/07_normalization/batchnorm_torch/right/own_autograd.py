"""The normalisation as an autograd function with its own backward pass; buffers are replaced, not updated in place."""

import torch
from torch import nn


class _Normalise(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, eps):
        var, mean = torch.var_mean(x, dim=1, keepdim=True, correction=0)
        scale = (var + eps).sqrt()
        hat = (x - mean) / scale
        ctx.save_for_backward(hat, scale)
        return hat

    @staticmethod
    def backward(ctx, grad):
        hat, scale = ctx.saved_tensors
        part = grad - grad.mean(1, keepdim=True) - hat * (grad * hat).mean(1, keepdim=True)
        return part / scale, None


class MyBatchNorm(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True):
        super().__init__()
        self.eps, self.momentum, self.tracks = eps, momentum, track_running_stats
        self.weight = nn.Parameter(torch.ones(num_features)) if affine else None
        self.bias = nn.Parameter(torch.zeros(num_features)) if affine else None
        start = (torch.zeros(num_features), torch.ones(num_features), torch.zeros((), dtype=torch.int64))
        for name, value in zip(("running_mean", "running_var", "num_batches_tracked"), start, strict=True):
            self.register_buffer(name, value if track_running_stats else None)

    def forward(self, x):
        if x.ndim not in {2, 3, 4}:
            raise ValueError(f"{x.ndim} dimensions")
        by_channel = x.movedim(1, 0)
        flat = by_channel.flatten(1)
        if not self.training and self.tracks:
            out = (flat - self.running_mean[:, None]) / (self.running_var[:, None] + self.eps) ** 0.5
        else:
            if flat.shape[1] < 2:
                raise ValueError("more than one value per channel, please")
            out = _Normalise.apply(flat, self.eps)
            if self.tracks:
                self._remember(flat.detach())
        if self.weight is not None:
            out = out * self.weight[:, None] + self.bias[:, None]
        return out.reshape(by_channel.shape).movedim(0, 1)

    def _remember(self, flat):
        self.num_batches_tracked = self.num_batches_tracked + 1
        share = self.momentum if self.momentum is not None else 1 / int(self.num_batches_tracked)
        self.running_mean = self.running_mean * (1 - share) + flat.mean(1) * share
        self.running_var = self.running_var * (1 - share) + flat.var(1) * share
