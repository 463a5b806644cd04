"""As in many notebooks: no_grad as a decorator, own sums for the statistics, folding channel by channel."""

import copy

import torch
import torch.nn as nn


def train_step(model, x, y, loss_fn, opt):
    model.train(True)
    for group in opt.param_groups:
        for p in group["params"]:
            p.grad = None
    out = model(x)
    loss = loss_fn(out, y)
    loss.backward()
    opt.step()
    return float(loss)


@torch.no_grad()
def predict(model, x):
    before = [(m, m.training) for m in model.modules()]
    try:
        return model.eval()(x)
    finally:
        for m, mode in before:
            m.training = mode


def export_state(model):
    return copy.deepcopy(dict(model.state_dict()))


def load_for_inference(model, state):
    missing = set(model.state_dict()) - set(state)
    if missing:
        raise KeyError(f"missing: {sorted(missing)}")
    model.load_state_dict(state)
    model.eval()
    return model


def recalibrate_bn(model, loader):
    """Statistics summed by hooks instead of momentum=None."""
    norms = [m for m in model.modules() if isinstance(m, (nn.BatchNorm1d, nn.BatchNorm2d))]
    before = [(m, m.training) for m in model.modules()]
    sums = {m: [0.0, 0.0] for m in norms}
    count = 0

    def remember(m, inputs):
        x = inputs[0].transpose(0, 1).flatten(1)
        sums[m][0] = sums[m][0] + x.mean(1)
        sums[m][1] = sums[m][1] + x.var(1)

    stats = [(m.running_mean.clone(), m.running_var.clone()) for m in norms]
    hooks = [m.register_forward_pre_hook(remember) for m in norms]
    model.train()
    with torch.no_grad():
        for x in loader:
            model(x)
            count += 1
        for hook in hooks:
            hook.remove()
        for m, (mean, var) in zip(norms, stats):
            if count:
                mean, var = sums[m][0] / count, sums[m][1] / count
            m.running_mean.copy_(mean)
            m.running_var.copy_(var)
    for m, mode in before:
        m.training = mode
    return model


def fold_conv_bn(conv, bn):
    new = copy.deepcopy(conv)
    bias = torch.zeros_like(bn.running_mean) if conv.bias is None else conv.bias.detach().clone()
    for f in range(conv.out_channels):
        gamma = 1.0 if bn.weight is None else bn.weight[f].item()
        beta = 0.0 if bn.bias is None else bn.bias[f].item()
        s = gamma / (bn.running_var[f].item() + bn.eps) ** 0.5
        new.weight.data[f] = conv.weight.data[f] * s
        bias[f] = (bias[f] - bn.running_mean[f]) * s + beta
    new.bias = nn.Parameter(bias)
    return new


def explain_eval():
    facts = {}
    facts["bn_is_applied"] = True
    facts["batch_size_matters"] = False
    facts["eval_stops_autograd"] = False
    return facts
