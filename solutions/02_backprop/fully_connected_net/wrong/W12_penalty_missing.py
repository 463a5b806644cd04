"""
title = { en = "The penalty is missing", ko = "규제 항이 빠짐" }
fails = ["test_two_layer_training", "test_deep_training"]

[hint]
en = "Your net was given a regularisation strength and does not use it: neither the loss nor the gradients of the weights \
depend on reg. Read the formula of the loss again; what does its second part add to the gradient of a weight matrix?"
ko = "규제 강도 reg를 받고도 쓰지 않아서, 손실과 가중치의 기울기가 reg와 상관없이 똑같아요. 손실의 식을 다시 읽어 보세요. 둘째 \
항은 가중치 행렬의 기울기에 무엇을 더하나요?"
"""


def _penalise(params, reg, grads):
    return 0.0
