'''
title = { en = "The decay forgets the learning rate", ko = "감쇠에 학습률이 빠짐" }
fails = ["test_adamw_steps", "test_adamw_decay_is_decoupled"]
hint = { en = "The parameters shrink by weight_decay itself at each step, which is far too much. In AdamW a smaller learning rate means a smaller step of both kinds; which factor is missing?", ko = "걸음마다 파라미터가 weight_decay만큼 그대로 줄어들어요. 너무 많이 줄어드는 거예요. AdamW에서는 학습률이 작아지면 두 가지 걸음이 모두 작아져요. 무엇을 더 곱해야 할까요?" }
'''


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
                        p.mul_(1 - group["weight_decay"])
                        _adam(p, p.grad, self.state[p], group)
        return loss
