'''
title = { en = "The update is recorded by autograd", ko = "갱신이 자동 미분에 기록됨" }
fails = ["test_sgd_plain", "test_adam_steps", "test_adamw_steps"]
hint = { en = "PyTorch refuses to change a leaf that requires a gradient in place while autograd is recording. The update is no part of the loss: tell autograd not to watch while you make it.", ko = "자동 미분이 기록하는 동안에는 기울기가 필요한 리프 텐서를 제자리에서 바꿀 수 없어요. 갱신은 손실 계산의 일부가 아니에요. 갱신하는 동안 자동 미분이 지켜보지 않도록 알려 주세요." }
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
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    _sgd(p, self.state[p], group)
        return loss


class MyAdam(Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        if lr < 0:
            raise ValueError("lr is negative")
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay})

    def step(self, closure=None):
        loss = _loss(closure)
        for group in self.param_groups:
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
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    p.mul_(1 - group["lr"] * group["weight_decay"])
                    _adam(p, p.grad, self.state[p], group)
        return loss
