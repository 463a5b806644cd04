'''
title = { en = "AdamW adds the decay to the gradient", ko = "AdamW가 감쇠를 기울기에 더함" }
fails = ["test_adamw_steps", "test_adamw_decay_is_decoupled"]
hint = { en = "This is Adam with an L2 penalty. A decay inside the gradient is divided by the root of the second moment, so parameters with large gradients hardly decay at all. Decoupled means that the moments never see it; where else can it act?", ko = "L2 규제를 더한 Adam과 같아요. 기울기 안에 넣은 감쇠는 둘째 모멘트의 제곱근으로 나뉘어서, 기울기가 큰 파라미터는 거의 감쇠하지 않아요. 분리한다는 말은 모멘트가 감쇠를 보지 못한다는 뜻이에요. 그렇다면 어디에서 작용해야 할까요?" }
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
                        _adam(p, p.grad + group["weight_decay"] * p, self.state[p], group)
        return loss
