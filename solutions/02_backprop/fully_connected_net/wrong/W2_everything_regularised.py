"""
title = { en = "Biases and scales regularised too", ko = "편향과 스케일까지 규제함" }
fails = ["test_two_layer_training", "test_deep_training"]

[hint]
en = "Your penalty runs over all parameters. Here only the weight matrices are regularised: the penalty of the docstring contains no biases, no gamma and no beta. Which keys should your loop visit?"
ko = "규제 항이 모든 파라미터를 더하고 있어요. 여기서는 가중치 행렬만 규제해요. 독스트링의 규제 항에는 편향도, gamma와 beta도 없어요. 반복문이 어떤 키를 지나야 하는지 살펴보세요."
"""


def _penalise(params, reg, grads):
    penalty = 0.0
    for key in params:
        penalty += reg / 2 * float(np.sum(params[key] ** 2))
        grads[key] = grads[key] + reg * params[key]
    return penalty
