"""Right: decorated step, in-place tensor operations, state made key by key, p.data where it is handy."""

import math

import torch


class MySGD(torch.optim.Optimizer):
    def __init__(self, params, lr, momentum=0, nesterov=False, weight_decay=0):
        if lr < 0.0:
            raise ValueError(f"Invalid learning rate: {lr}")
        if nesterov and not momentum > 0:
            raise ValueError("Nesterov momentum requires a momentum")
        defaults = dict(lr=lr, momentum=momentum, nesterov=nesterov, weight_decay=weight_decay)
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                d_p = p.grad.clone()
                if group["weight_decay"] != 0:
                    d_p.add_(p, alpha=group["weight_decay"])
                if group["momentum"] != 0:
                    state = self.state[p]
                    if "v" not in state:
                        state["v"] = torch.clone(d_p)
                    else:
                        state["v"].mul_(group["momentum"]).add_(d_p)
                    if group["nesterov"]:
                        d_p.add_(state["v"], alpha=group["momentum"])
                    else:
                        d_p = state["v"]
                p.add_(d_p, alpha=-group["lr"])
        return loss


class MyAdam(torch.optim.Optimizer):
    decoupled = False

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0):
        if lr < 0.0:
            raise ValueError(f"Invalid learning rate: {lr}")
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            b1, b2 = group["betas"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                grad = p.grad
                if self.decoupled:
                    p.data.mul_(1.0 - group["lr"] * group["weight_decay"])
                elif group["weight_decay"] != 0:
                    grad = grad.add(p, alpha=group["weight_decay"])
                state = self.state[p]
                if len(state) == 0:
                    state["step"] = torch.tensor(0.0)
                    state["m"] = torch.zeros_like(p)
                    state["v"] = torch.zeros_like(p)
                state["step"] += 1
                t = state["step"].item()
                state["m"].lerp_(grad, 1 - b1)
                state["v"].mul_(b2).addcmul_(grad, grad, value=1 - b2)
                denom = (state["v"].sqrt() / math.sqrt(1 - b2**t)).add_(group["eps"])
                p.data.addcdiv_(state["m"], denom, value=-group["lr"] / (1 - b1**t))
        return loss


class MyAdamW(MyAdam):
    decoupled = True

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        super().__init__(params, lr, betas, eps, weight_decay)
