"""
title = { en = "The penalty lacks its one half everywhere", ko = "규제 항 전체에 1/2이 빠짐" }
fails = ["test_two_layer_training", "test_deep_training"]

[hint]
en = "Your penalty is reg * (sum of W^2), with the gradient that belongs to it: a gradient check is content, and yet both are \
twice as large as here. Compare the factor in front of the penalty with the formula of the docstring."
ko = "규제 항이 reg * (W^2의 합)이고 기울기도 거기에 맞춰져 있어요. 그래서 기울기 검사는 통과하지만 둘 다 여기서 정한 것의 \
두 배예요. 규제 항 앞의 계수를 독스트링의 식과 비교해 보세요."
"""


def _penalise(params, reg, grads):
    penalty = 0.0
    for key in params:
        if key.startswith("W"):
            penalty += reg * float(np.sum(params[key] ** 2))
            grads[key] = grads[key] + 2 * reg * params[key]
    return penalty
