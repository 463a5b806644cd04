'''
title = { en = "The name moves, the parameter does not", ko = "이름만 바뀌고 파라미터는 그대로" }
fails = ["test_sgd_plain", "test_sgd_momentum_steps", "test_adam_steps"]
hint = { en = "After step() the parameters hold the same numbers as before. An assignment such as p = p - ... makes a new tensor and gives it the name p; the model still holds the old object. Which operations change a tensor in place?", ko = "step()을 불러도 파라미터의 값이 그대로예요. p = p - ... 같은 대입은 새 텐서를 만들어 p라는 이름을 붙일 뿐이고, 모델은 여전히 예전 객체를 가지고 있어요. 텐서를 제자리에서 바꾸는 연산은 무엇일까요?" }
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
                        decayed = p * (1 - group["lr"] * group["weight_decay"])
                        _adam(decayed, p.grad, self.state[p], group)
        return loss


def _sgd(p, state, group):
    d = p.grad + group["weight_decay"] * p
    mu = group["momentum"]
    if mu != 0:
        state["momentum_buffer"] = mu * state["momentum_buffer"] + d if "momentum_buffer" in state else d.clone()
        d = d + mu * state["momentum_buffer"] if group["nesterov"] else state["momentum_buffer"]
    p = p - group["lr"] * d


def _adam(p, d, state, group):
    if not state:
        state.update(step=0, exp_avg=torch.zeros_like(p), exp_avg_sq=torch.zeros_like(p))
    beta1, beta2 = group["betas"]
    state["step"] += 1
    state["exp_avg"] = beta1 * state["exp_avg"] + (1 - beta1) * d
    state["exp_avg_sq"] = beta2 * state["exp_avg_sq"] + (1 - beta2) * d**2
    m = state["exp_avg"] / (1 - beta1 ** state["step"])
    v = state["exp_avg_sq"] / (1 - beta2 ** state["step"])
    p = p - group["lr"] * m / (v.sqrt() + group["eps"])
