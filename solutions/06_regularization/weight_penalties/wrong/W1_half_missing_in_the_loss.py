"""
title = { en = "Half missing in the loss", ko = "손실에 2분의 1이 없음" }
fails = ["test_l2_loss_and_gradients"]
hint = { en = "Your L2 loss and your gradient do not belong together: differentiate the loss that you return and a factor is left over. The factor 1/2 is there to cancel it.", ko = "L2 손실과 기울기가 서로 맞지 않아요. 돌려준 손실을 직접 미분해 보면 상수 하나가 남아요. 그 상수를 없애려고 2분의 1을 곱해 두는 거예요." }
"""


def l2_penalty(params, lam):
    weights = _weights(params)
    loss = lam * sum(float((w**2).sum()) for w in weights.values())
    return loss, {name: lam * w for name, w in weights.items()}
