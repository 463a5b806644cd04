"""Stores the same biased variance that it normalises with."""

import torch
import torch.nn as nn


class MyBatchNorm(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True):
        super().__init__()
        self.eps, self.momentum, self.affine, self.track = eps, momentum, affine, track_running_stats
        if affine:
            self.weight = nn.Parameter(torch.ones(num_features))
            self.bias = nn.Parameter(torch.zeros(num_features))
        if track_running_stats:
            self.register_buffer("running_mean", torch.zeros(num_features))
            self.register_buffer("running_var", torch.ones(num_features))
            self.register_buffer("num_batches_tracked", torch.tensor(0, dtype=torch.long))

    def forward(self, x):
        dims = (0, *range(2, x.ndim))
        expand = (None, slice(None), *(None,) * (x.ndim - 2))
        if self.training or not self.track:
            if self.training and x.numel() == x.shape[1]:
                raise ValueError("Expected more than 1 value per channel when training")
            mean = x.mean(dim=dims)
            var = x.var(dim=dims, unbiased=False)
            if self.training and self.track:
                with torch.no_grad():
                    self.num_batches_tracked += 1
                    m = self.momentum if self.momentum is not None else 1 / self.num_batches_tracked.item()
                    self.running_mean.copy_((1 - m) * self.running_mean + m * mean)
                    self.running_var.copy_((1 - m) * self.running_var + m * var)
        else:
            mean, var = self.running_mean, self.running_var
        y = (x - mean[expand]) / (var[expand] + self.eps).sqrt()
        return y * self.weight[expand] + self.bias[expand] if self.affine else y
