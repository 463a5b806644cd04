"""
title = { en = "The penalty lacks its one half", ko = "규제 항에 1/2이 빠짐" }
fails = ["test_net_training"]

[hint]
en = "Your penalty is reg * (sum of W^2), with the gradient that belongs to it: a gradient check passes, and yet both \
are twice as large as they should be here. Compare the factor in front of the penalty with the formula of the \
docstring."
ko = "규제 항이 reg * (W^2의 합)이고 기울기도 거기에 맞춰져 있어요. 그래서 기울기 검사는 통과하지만 둘 다 여기서 정한 \
값의 두 배예요. 규제 항 앞의 계수를 독스트링의 식과 비교해 보세요."
"""

_right_penalty = _penalise


def _penalise(params, reg, grads):
    return _right_penalty(params, 2 * reg, grads)
