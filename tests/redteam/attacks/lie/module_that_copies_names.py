"""batchnorm_torch wrong_answer 0: a module with the right names and no computation."""

import torch


class MyBatchNorm(torch.nn.Module):
    def __init__(self, num_features, **options):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(num_features))
        self.bias = torch.nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))
        self.register_buffer("num_batches_tracked", torch.tensor(0))

    def forward(self, x):
        return x * 1
