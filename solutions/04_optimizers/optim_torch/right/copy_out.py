"""Right: pure functions that compute the new value, copied into the parameter at the end; state in one tuple."""

from torch import enable_grad, no_grad, zeros_like
from torch.optim import Optimizer


class _Base(Optimizer):
    def __init__(self, params, **settings):
        if settings["lr"] < 0:
            raise ValueError("learning rate")
        super().__init__(params, settings)

    def step(self, closure=None):
        loss = None
        if closure:
            with enable_grad():
                loss = closure()
        with no_grad():
            for group in self.param_groups:
                for p in (q for q in group["params"] if q.grad is not None):
                    p.copy_(self.moved(p.detach(), p.grad.detach(), self.state[p], group))
        return loss


class MySGD(_Base):
    def __init__(self, params, lr, momentum=0, nesterov=False, weight_decay=0):
        if nesterov and momentum == 0:
            raise ValueError("nesterov without momentum")
        super().__init__(params, lr=lr, momentum=momentum, nesterov=nesterov, weight_decay=weight_decay)

    def moved(self, p, g, state, group):
        mu = group["momentum"]
        g = g + group["weight_decay"] * p
        state["velocity"] = g if "velocity" not in state else mu * state["velocity"] + g
        direction = g + mu * state["velocity"] if group["nesterov"] else state["velocity"] if mu else g
        return p - group["lr"] * direction


class MyAdam(_Base):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        super().__init__(params, lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)

    def moved(self, p, g, state, group):
        return self.adam(p, g + group["weight_decay"] * p, state, group)

    def adam(self, p, g, state, group):
        b1, b2 = group["betas"]
        m, v, t = state.get("moments", (zeros_like(p), zeros_like(p), 0))
        m, v, t = m + (1 - b1) * (g - m), v + (1 - b2) * (g * g - v), t + 1
        state["moments"] = (m, v, t)
        return p - group["lr"] * (m / (1 - b1**t)) / ((v / (1 - b2**t)) ** 0.5 + group["eps"])


class MyAdamW(MyAdam):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        super().__init__(params, lr, betas, eps, weight_decay)

    def moved(self, p, g, state, group):
        return self.adam(p, g, state, group) - group["lr"] * group["weight_decay"] * p
