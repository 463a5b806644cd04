"""As in many notebooks: transpose to (values, C), torch.no_grad for the buffers, num_batches_tracked as a buffer."""

import torch
import torch.nn as nn


class MyBatchNorm(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True):
        super().__init__()
        self.eps = eps
        self.momentum = momentum
        self.affine = affine
        self.track = track_running_stats
        if affine:
            self.weight = nn.Parameter(torch.ones(num_features))
            self.bias = nn.Parameter(torch.zeros(num_features))
        else:
            self.weight = None
            self.bias = None
        if track_running_stats:
            self.register_buffer("running_mean", torch.zeros(num_features))
            self.register_buffer("running_var", torch.ones(num_features))
            self.register_buffer("num_batches_tracked", torch.tensor(0, dtype=torch.long))
        else:
            self.running_mean = None
            self.running_var = None
            self.num_batches_tracked = None

    def forward(self, x):
        if x.dim() < 2 or x.dim() > 4:
            raise ValueError("2D, 3D or 4D input")
        channels_last = x.transpose(1, -1)
        rows = channels_last.reshape(-1, x.shape[1])
        if self.training or not self.track:
            if rows.shape[0] == 1:
                raise ValueError("one value per channel")
            mean = rows.mean(dim=0)
            var = ((rows - mean) ** 2).mean(dim=0)
            if self.training and self.track:
                with torch.no_grad():
                    self.num_batches_tracked += 1
                    m = self.momentum
                    if m is None:
                        m = 1.0 / float(self.num_batches_tracked)
                    self.running_mean.copy_((1 - m) * self.running_mean + m * mean)
                    self.running_var.copy_((1 - m) * self.running_var + m * rows.var(dim=0, unbiased=True))
        else:
            mean, var = self.running_mean, self.running_var
        normal = (rows - mean) / torch.sqrt(var + self.eps)
        if self.affine:
            normal = self.weight * normal + self.bias
        return normal.reshape(channels_last.shape).transpose(1, -1)
