"""inference_mode for predictions, a saved file in memory for the state, folding by probing with a functional call."""

import io

import torch
from torch import nn
from torch.nn import functional as F


def train_step(model, x, y, loss_fn, opt):
    model.train()
    loss = loss_fn(model(x), y)
    opt.zero_grad(set_to_none=False)
    loss.backward()
    opt.step()
    return loss.detach().item()


def predict(model, x):
    training = [m for m in model.modules() if m.training]
    model.eval()
    with torch.inference_mode():
        out = model(x)
    for m in training:
        m.training = True
    return out.clone()


def export_state(model):
    memory = io.BytesIO()
    torch.save(model.state_dict(), memory)
    memory.seek(0)
    return dict(torch.load(memory))


def load_for_inference(model, state):
    model.load_state_dict(state, strict=True)
    return model.train(False)


def recalibrate_bn(model, loader):
    """One pass; the k-th batch gets the momentum 1/k."""
    norms = [m for m in model.modules() if isinstance(m, nn.modules.batchnorm._BatchNorm)]
    old = [(m, m.training, m.momentum) for m in norms]
    training = [m for m in model.modules() if m.training]
    model.train()
    with torch.no_grad():
        for k, x in enumerate(loader, start=1):
            for m in norms:
                m.momentum = 1.0 / k
            model(x)
    model.eval()
    for m in training:
        m.training = True
    for m, mode, momentum in old:
        m.training, m.momentum = mode, momentum
    return model


def fold_conv_bn(conv, bn):
    options = dict(stride=conv.stride, padding=conv.padding, dilation=conv.dilation, groups=conv.groups)
    kind = nn.Conv2d(
        conv.in_channels, conv.out_channels, conv.kernel_size, padding_mode=conv.padding_mode, **options
    ).to(conv.weight)
    # BN in evaluation mode is affine per channel: its values at 0 and 1 tell slope and offset.
    points = torch.stack([torch.zeros_like(bn.running_mean), torch.ones_like(bn.running_mean)])
    at_zero, at_one = F.batch_norm(points, bn.running_mean, bn.running_var, bn.weight, bn.bias, False, 0.0, bn.eps)
    slope = at_one - at_zero
    bias = at_zero if conv.bias is None else at_zero + slope * conv.bias
    kind.weight = nn.Parameter((conv.weight * slope.view(-1, 1, 1, 1)).detach())
    kind.bias = nn.Parameter(bias.detach())
    return kind


def explain_eval():
    layer = nn.BatchNorm1d(2).eval()
    layer.running_mean.fill_(3.0)
    x = torch.ones(4, 2)
    applied = not torch.equal(layer(x), x)
    matters = not torch.equal(layer(x)[:1], layer(x[:1]))
    return {"bn_is_applied": applied, "batch_size_matters": matters, "eval_stops_autograd": not layer(x).requires_grad}
