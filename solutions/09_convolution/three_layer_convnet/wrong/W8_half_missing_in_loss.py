"""
title = { en = "The penalty of the loss lacks its one half", ko = "손실의 규제 항에 1/2이 빠짐" }
fails = ["test_net_training"]

[hint]
en = "Your gradients are those of 1/2 * reg * (sum of W^2), but your loss adds twice as much. Loss and gradient have to \
belong to the same function: a numerical gradient of your own loss shows where they part."
ko = "기울기는 1/2 * reg * (W^2의 합)의 기울기인데 손실에는 그 두 배를 더하고 있어요. 손실과 기울기는 같은 함수에서 나와야 \
해요. 여러분이 만든 손실을 수치 미분해 보면 어디서 어긋나는지 보여요."
"""

_right_penalty = _penalise


def _penalise(params, reg, grads):
    return 2 * _right_penalty(params, reg, grads)
