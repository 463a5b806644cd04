"""
title = { en = "Penalty missing from the loss", ko = "손실에 규제 항이 없음" }
fails = ["test_l2_loss_and_gradients", "test_l1_loss_and_gradients"]
hint = { en = "The gradients hold the penalty, but the loss that you return is 0. Then the loss that is printed is not the one that is minimised, and every gradient check of the whole network fails. Of which number are your gradients the derivative?", ko = "기울기에는 규제 항이 들어 있는데 돌려준 손실은 0이에요. 그러면 화면에 보이는 손실과 실제로 줄이는 손실이 서로 달라지고, 신경망 전체의 기울기 검사도 실패해요. 지금 돌려주는 기울기는 어떤 값을 미분한 것일까요?" }
"""


def l2_penalty(params, lam):
    weights = _weights(params)
    loss = 0.0
    return loss, {name: lam * w for name, w in weights.items()}


def l1_penalty(params, lam):
    weights = _weights(params)
    loss = 0.0
    return loss, {name: lam * np.sign(w) for name, w in weights.items()}
