'''
title = { en = "The decay forgets the learning rate", ko = "감쇠에 학습률이 빠짐" }
fails = ["test_adamw_steps", "test_adamw_decay_is_decoupled"]
hint = { en = "The parameters lose the share weight_decay at every step, however small the learning rate is; that is far too much. In AdamW a smaller learning rate makes both parts of a step smaller, Adam's and the decay. How large is the share then?", ko = "학습률이 아무리 작아도 걸음마다 파라미터가 weight_decay의 비율만큼 줄어들어요. 너무 많이 줄어드는 거예요. AdamW에서는 학습률을 줄이면 Adam의 걸음과 감쇠가 둘 다 작아져요. 그렇다면 걸음마다 줄어드는 비율은 얼마여야 할까요?" }
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
