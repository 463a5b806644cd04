"""
title = { en = "Gradient twice too large", ko = "두 배로 큰 기울기" }
fails = ["test_l2_loss_and_gradients"]
hint = { en = "The loss is right and the gradient is twice too large: you differentiated the square and forgot the constant in front of it.", ko = "손실은 맞는데 기울기가 두 배예요. 제곱을 미분하면서 앞에 붙은 상수를 잊었어요." }
"""


def l2_penalty(params, lam):
    weights = _weights(params)
    loss = 0.5 * lam * sum(float((w**2).sum()) for w in weights.values())
    return loss, {name: 2 * lam * w for name, w in weights.items()}
