"""
title = { en = "Absolute value as gradient", ko = "절댓값을 기울기로 씀" }
fails = ["test_l1_loss_and_gradients"]
hint = { en = "Your L1 gradient grows with the weight and is never negative. Draw the graph of |w|: its slope does not depend on the size of w, only on the side of 0.", ko = "L1의 기울기가 가중치에 따라 커지고 음수가 되지 않아요. |w|의 그래프를 그려 보세요. 기울기는 w의 크기가 아니라 0의 어느 쪽에 있는지에만 달려 있어요." }
"""


def l1_penalty(params, lam):
    weights = _weights(params)
    loss = lam * sum(float(np.abs(w).sum()) for w in weights.values())
    return loss, {name: lam * np.abs(w) for name, w in weights.items()}
