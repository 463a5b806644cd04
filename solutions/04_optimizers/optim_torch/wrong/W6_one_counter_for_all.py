'''
title = { en = "One counter for all parameters", ko = "모든 파라미터에 하나의 걸음 수" }
fails = ["test_adam_late_start", "test_adamw_late_start"]
hint = { en = "A parameter that had no gradient for a while is corrected as if it had moved all along. Its moments started later than the others, so the bias correction needs the number of steps of that parameter; where is what belongs to one parameter kept?", ko = "한동안 기울기가 없던 파라미터를 계속 움직인 것처럼 보정하고 있어요. 그 파라미터의 모멘트는 늦게 시작했으니, 편향 보정에는 그 파라미터가 걸은 걸음 수가 필요해요. 파라미터 하나에 딸린 값은 어디에 두어야 할까요?" }
'''


class MyAdam(Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        if lr < 0:
            raise ValueError("lr is negative")
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay})

    def step(self, closure=None):
        loss = _loss(closure)
        with torch.no_grad():
            for group in self.param_groups:
                group["step"] = group.get("step", 0) + 1
                for p in group["params"]:
                    if p.grad is not None:
                        _adam(p, p.grad + group["weight_decay"] * p, self.state[p], group)
        return loss


class MyAdamW(Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        if lr < 0:
            raise ValueError("lr is negative")
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay})

    def step(self, closure=None):
        loss = _loss(closure)
        with torch.no_grad():
            for group in self.param_groups:
                group["step"] = group.get("step", 0) + 1
                for p in group["params"]:
                    if p.grad is not None:
                        p.mul_(1 - group["lr"] * group["weight_decay"])
                        _adam(p, p.grad, self.state[p], group)
        return loss


def _adam(p, d, state, group):
    if not state:
        state.update(exp_avg=torch.zeros_like(p), exp_avg_sq=torch.zeros_like(p))
    beta1, beta2 = group["betas"]
    state["exp_avg"] = beta1 * state["exp_avg"] + (1 - beta1) * d
    state["exp_avg_sq"] = beta2 * state["exp_avg_sq"] + (1 - beta2) * d**2
    m = state["exp_avg"] / (1 - beta1 ** group["step"])
    v = state["exp_avg_sq"] / (1 - beta2 ** group["step"])
    p.sub_(group["lr"] * m / (v.sqrt() + group["eps"]))
