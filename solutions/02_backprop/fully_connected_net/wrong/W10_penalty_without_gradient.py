"""
title = { en = "Penalty in the loss, not in the gradients", ko = "규제 항이 손실에만 있고 기울기에는 없음" }
fails = ["test_two_layer_training", "test_deep_training"]

[hint]
en = "Your loss contains the penalty, your gradients do not. The penalty is a part of what is differentiated: every weight \
matrix receives a second term besides the one that comes back through the layers."
ko = "손실에는 규제 항이 있는데 기울기에는 없어요. 규제 항도 미분해야 하는 손실의 일부예요. 가중치 행렬마다 층을 거슬러 온 \
기울기 말고 항이 하나 더 있어야 해요."
"""


def _penalise(params, reg, grads):
    return sum(reg / 2 * float(np.sum(params[key] ** 2)) for key in params if key.startswith("W"))
