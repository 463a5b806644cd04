'''
title = { en = "State outside of self.state", ko = "self.state 바깥에 둔 상태" }
fails = ["test_sgd_resume", "test_adam_resume", "test_adamw_resume"]
hint = { en = "Training runs well until it is resumed: what your optimizer remembers is not in its state_dict. The base class saves and restores only what lies in two of its attributes. Which of them belongs to single parameters?", ko = "학습은 잘되지만, 저장했다가 불러와 이어서 학습하면 결과가 달라져요. 옵티마이저가 기억하던 값이 state_dict에 들어 있지 않아요. 부모 클래스는 속성 두 개에 든 것만 저장하고 되살려요. 그중 파라미터 하나하나에 딸린 것은 어느 쪽일까요?" }
'''


class MySGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
        if lr < 0:
            raise ValueError("lr is negative")
        if nesterov and momentum <= 0:
            raise ValueError("nesterov needs momentum")
        super().__init__(params, {"lr": lr, "momentum": momentum, "nesterov": nesterov, "weight_decay": weight_decay})
        self.memory = {}

    def step(self, closure=None):
        loss = _loss(closure)
        with torch.no_grad():
            for group in self.param_groups:
                for p in group["params"]:
                    if p.grad is not None:
                        _sgd(p, self.memory.setdefault(p, {}), group)
        return loss


class MyAdam(Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        if lr < 0:
            raise ValueError("lr is negative")
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay})
        self.memory = {}

    def step(self, closure=None):
        loss = _loss(closure)
        with torch.no_grad():
            for group in self.param_groups:
                for p in group["params"]:
                    if p.grad is not None:
                        _adam(p, p.grad + group["weight_decay"] * p, self.memory.setdefault(p, {}), group)
        return loss


class MyAdamW(Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        if lr < 0:
            raise ValueError("lr is negative")
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay})
        self.memory = {}

    def step(self, closure=None):
        loss = _loss(closure)
        with torch.no_grad():
            for group in self.param_groups:
                for p in group["params"]:
                    if p.grad is not None:
                        p.mul_(1 - group["lr"] * group["weight_decay"])
                        _adam(p, p.grad, self.memory.setdefault(p, {}), group)
        return loss
