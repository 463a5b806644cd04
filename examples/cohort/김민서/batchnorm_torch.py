"""채널을 마지막 축으로 옮겨서 (M, C) 모양으로 정규화합니다."""

import torch
from torch import nn


class MyBatchNorm(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True):
        super().__init__()
        self.eps = eps
        self.momentum = momentum
        self.track_running_stats = track_running_stats
        self.register_parameter("weight", nn.Parameter(torch.ones(num_features)) if affine else None)
        self.register_parameter("bias", nn.Parameter(torch.zeros(num_features)) if affine else None)
        start = (torch.zeros(num_features), torch.ones(num_features), torch.zeros((), dtype=torch.long))
        for name, value in zip(("running_mean", "running_var", "num_batches_tracked"), start):
            self.register_buffer(name, value if track_running_stats else None)

    def forward(self, x):
        if not 2 <= x.dim() <= 4:
            raise ValueError("입력은 2, 3, 4차원만 받을 수 있어요")
        moved = x.movedim(1, -1)
        flat = moved.reshape(-1, moved.shape[-1])
        if self.training or not self.track_running_stats:
            if flat.shape[0] == 1:
                raise ValueError("채널마다 값이 두 개 이상 있어야 학습할 수 있어요")
            mean = flat.mean(0)
            var = ((flat - mean) ** 2).mean(0)
            if self.training and self.track_running_stats:
                self.num_batches_tracked.add_(1)
                a = self.momentum if self.momentum is not None else 1 / self.num_batches_tracked.item()
                self.running_mean.lerp_(mean.detach().to(self.running_mean.dtype), a)
                self.running_var.lerp_(flat.detach().var(0, unbiased=True).to(self.running_var.dtype), a)
        else:
            mean, var = self.running_mean, self.running_var
        out = (flat - mean) * torch.rsqrt(var + self.eps)
        if self.weight is not None:
            out = out * self.weight + self.bias
        return out.reshape(moved.shape).movedim(-1, 1)
