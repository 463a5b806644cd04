"""
title = { en = "Biases and scales regularised too", ko = "편향과 스케일까지 규제함" }
fails = ["test_two_layer_training", "test_deep_training"]

[hint]
en = "Your penalty runs over all parameters. Here only the weight matrices are regularised: biases, gamma and beta shift \
and scale a unit, and pulling them towards zero is not what the formula asks for. Which keys should your loop visit?"
ko = "규제 항이 모든 파라미터를 돌고 있어요. 여기서는 가중치 행렬만 규제해요. 편향, gamma, beta는 유닛을 옮기거나 늘리는 \
값이라서 0으로 끌어당기라는 항이 공식에 없어요. 반복문이 어떤 키를 지나야 하는지 살펴보세요."
"""


def _penalise(params, reg, grads):
    penalty = 0.0
    for key in params:
        penalty += reg / 2 * float(np.sum(params[key] ** 2))
        grads[key] = grads[key] + reg * params[key]
    return penalty
