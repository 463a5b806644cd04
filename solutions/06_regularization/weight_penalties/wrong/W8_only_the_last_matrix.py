"""
title = { en = "Only the last matrix counts", ko = "마지막 행렬만 셈" }
fails = ["test_l2_loss_and_gradients", "test_l1_loss_and_gradients"]
hint = { en = "The gradients are right, and your loss holds the penalty of a single matrix. Look at what happens to the loss inside your loop over the parameters.", ko = "기울기는 맞는데 손실에는 행렬 하나의 규제 항만 들어 있어요. 파라미터를 도는 반복문 안에서 손실이 어떻게 바뀌는지 살펴보세요." }
"""


def l2_penalty(params, lam):
    weights = _weights(params)
    loss = 0.5 * lam * float((list(weights.values())[-1] ** 2).sum())
    return loss, {name: lam * w for name, w in weights.items()}


def l1_penalty(params, lam):
    weights = _weights(params)
    loss = lam * float(np.abs(list(weights.values())[-1]).sum())
    return loss, {name: lam * np.sign(w) for name, w in weights.items()}
