"""momentum의 뜻이 numpy 과제와 반대라는 것을 몰랐습니다."""

import torch
from torch import nn


class MyBatchNorm(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True):
        super().__init__()
        self.num_features, self.eps, self.momentum = num_features, eps, momentum
        self.affine, self.track_running_stats = affine, track_running_stats
        self.register_parameter("weight", nn.Parameter(torch.ones(num_features)) if affine else None)
        self.register_parameter("bias", nn.Parameter(torch.zeros(num_features)) if affine else None)
        self.register_buffer("running_mean", torch.zeros(num_features) if track_running_stats else None)
        self.register_buffer("running_var", torch.ones(num_features) if track_running_stats else None)
        self.register_buffer("num_batches_tracked", torch.tensor(0) if track_running_stats else None)

    def forward(self, x):
        if x.dim() not in (2, 3, 4):
            raise ValueError(f"2, 3 or 4 dimensions are expected, not {x.dim()}")
        axes = [axis for axis in range(x.dim()) if axis != 1]
        shape = [1, -1] + [1] * (x.dim() - 2)
        if self.training or not self.track_running_stats:
            count = x.numel() // x.shape[1]
            if count < 2:
                raise ValueError("more than one value per channel is needed to train")
            mean, var = x.mean(axes), x.var(axes, unbiased=False)
            if self.training and self.track_running_stats:
                self._update(mean.detach(), var.detach() * count / (count - 1))
        else:
            mean, var = self.running_mean, self.running_var
        out = (x - mean.view(shape)) / torch.sqrt(var.view(shape) + self.eps)
        if self.affine:
            out = out * self.weight.view(shape) + self.bias.view(shape)
        return out

    def _update(self, mean, var):
        with torch.no_grad():
            self.num_batches_tracked += 1
            new = 1.0 / float(self.num_batches_tracked) if self.momentum is None else self.momentum
            self.running_mean.mul_(new).add_((1 - new) * mean)
            self.running_var.mul_(new).add_((1 - new) * var)
