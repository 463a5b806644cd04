"""torch에 맡기기."""

import torch


def batchnorm_forward(x, gamma, beta, bn_param):
    out = torch.nn.functional.batch_norm(
        torch.tensor(x), None, None, torch.tensor(gamma), torch.tensor(beta), training=True, eps=1e-5
    )
    return out.numpy(), None
