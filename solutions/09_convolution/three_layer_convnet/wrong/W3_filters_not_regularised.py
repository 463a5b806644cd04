"""
title = { en = "The filters are not regularised", ko = "필터가 규제에서 빠짐" }
fails = ["test_net_training"]

[hint]
en = "Your penalty covers W2 and W3. The filters of the convolution are weights as well: W1 belongs in the loss and \
has its share of the gradient like the others."
ko = "규제 항에 W2와 W3만 들어 있어요. 합성곱 필터도 가중치예요. W1도 다른 가중치와 똑같이 손실과 기울기에 넣어야 \
해요."
"""


def _penalise(params, reg, grads):
    penalty = 0.0
    for key in ("W2", "W3"):
        penalty += reg / 2 * float(np.sum(params[key] ** 2))
        grads[key] = grads[key] + reg * params[key]
    return penalty
