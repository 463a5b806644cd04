'''
title = { en = "One learning rate for all groups", ko = "모든 그룹에 같은 학습률" }
fails = ["test_sgd_groups", "test_sgd_schedule", "test_adam_groups", "test_adamw_groups"]
hint = { en = "You use the learning rate that the optimizer was made with. Groups may have rates of their own, and a scheduler changes them while training runs. Where is the rate that a scheduler overwrites kept?", ko = "옵티마이저를 만들 때 받은 학습률을 계속 쓰고 있어요. 그룹마다 학습률이 다를 수 있고, 스케줄러는 학습 도중에 그 값을 바꿔요. 스케줄러가 바꾸는 학습률은 어디에 저장되어 있을까요?" }
'''


class MySGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
        if lr < 0:
            raise ValueError("lr is negative")
        if nesterov and momentum <= 0:
            raise ValueError("nesterov needs momentum")
        super().__init__(params, {"lr": lr, "momentum": momentum, "nesterov": nesterov, "weight_decay": weight_decay})

    def step(self, closure=None):
        loss = _loss(closure)
        with torch.no_grad():
            for group in self.param_groups:
                for p in group["params"]:
                    if p.grad is not None:
                        _sgd(p, self.state[p], {**group, "lr": self.defaults["lr"]})
        return loss


class MyAdam(Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        if lr < 0:
            raise ValueError("lr is negative")
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay})

    def step(self, closure=None):
        loss = _loss(closure)
        with torch.no_grad():
            for group in self.param_groups:
                for p in group["params"]:
                    if p.grad is not None:
                        _adam(p, p.grad + group["weight_decay"] * p, self.state[p], {**group, "lr": self.defaults["lr"]})
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
                for p in group["params"]:
                    if p.grad is not None:
                        p.mul_(1 - self.defaults["lr"] * group["weight_decay"])
                        _adam(p, p.grad, self.state[p], {**group, "lr": self.defaults["lr"]})
        return loss
